import { AxeBuilder } from '@axe-core/playwright';
import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { realPage } from './browser.js';

type AxeResults = Awaited<ReturnType<AxeBuilder['analyze']>>;

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

const readers = (['light', 'dark'] as const).flatMap((theme) =>
  (['en', 'ur'] as const).flatMap((lang) => (['now', 'past'] as const).map((moment) => ({ theme, lang, moment }))),
);

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

/** What axe left in the page at the first look; each further one takes half of the time. */
interface Axe {
  run(options: object): Promise<Pick<AxeResults, 'violations'>>;
}

const findings = async (tab: Page, isFirst: boolean) => {
  const { violations } = isFirst
    ? await new AxeBuilder({ page: tab }).setLegacyMode().withTags(wcag).analyze()
    : await tab.evaluate(async (values) => {
        const { axe } = window as unknown as { axe: Axe };
        const { violations: found } = await axe.run({ runOnly: values, resultTypes: ['violations'] });
        return { violations: found };
      }, wcag);
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
        found[screen] = await findings(tab, Object.keys(found).length === 0);
      }
      expect(found).toEqual(Object.fromEntries(screens.map((screen) => [screen, []])));
    },
    180_000,
  );
});

page.describe('No screen is wider than its window', () => {
  it.each(['en', 'zh', 'ur'])(
    'in %s, on a phone, a tablet and a desk',
    async (lang) => {
      const tab = await page.open(`/signed-out?lang=${lang}`);
      const wider: object[] = [];
      for (const screen of screens) {
        await goTo(tab, `${screen}?lang=${lang}`);
        for (const width of [320, 768, 1440]) {
          await tab.setViewportSize({ width, height: 900 });
          await tab.evaluate(
            () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
          );
          const by = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          if (by > 0) wider.push({ screen, width, by });
        }
      }
      expect(wider).toEqual([]);
    },
    120_000,
  );
});
