import { AxeBuilder } from '@axe-core/playwright';
import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { realPage } from './browser.js';

const page = await realPage();

/** Every screen once; a further one gets its line. */
const screens = [
  '/',
  '/forums',
  '/forums/cpec-jwg-st',
  '/forums/cpec-jwg-gwadar/sessions',
  '/forums/cpec-jwg-gwadar/institutions',
  '/forums/cpec-jwg-gwadar/timeline',
  '/institutions',
  '/institutions/pk-gpa',
  '/sessions/cpec-jwg-gwadar.6',
  '/commitments/cpec-jwg-gwadar.0.c1',
  '/sign-in',
  '/nowhere',
];

/** Every pair of a theme, a language and a moment comes together in one of them. */
const readers = [
  { theme: 'light', lang: 'en', moment: 'now' },
  { theme: 'dark', lang: 'en', moment: 'past' },
  { theme: 'light', lang: 'ur', moment: 'past' },
  { theme: 'dark', lang: 'ur', moment: 'now' },
] as const;

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** A position at which each of the screens has something to show. */
const past = 'asOf=100';

/** Without a reload, which would take longer than the look at the page. */
const goTo = async (tab: Page, address: string) => {
  await tab.evaluate((to) => {
    document.querySelector('main')?.setAttribute('data-left', '');
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, address);
  await tab.locator('main[aria-busy=false]:not([data-left]) h1').waitFor();
};

const findings = async (tab: Page) => {
  const { violations } = await new AxeBuilder({ page: tab }).setLegacyMode().withTags(wcag).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
};

page.describe('axe finds nothing serious', () => {
  it.each(readers)(
    'in $theme, $lang, $moment',
    async ({ theme, lang, moment }) => {
      const tab = await page.open(`/signed-out?lang=${lang}`, { colorScheme: theme, reducedMotion: 'reduce' });
      const found: Record<string, string[]> = {};
      for (const screen of screens) {
        const search = [`lang=${lang}`, ...(moment === 'past' ? [past] : [])].join('&');
        await goTo(tab, `${screen}?${search}`);
        found[screen] = await findings(tab);
      }
      expect(found).toEqual(Object.fromEntries(screens.map((screen) => [screen, []])));
    },
    180_000,
  );
});
