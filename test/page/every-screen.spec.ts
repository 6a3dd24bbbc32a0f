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
  '/forums/cpec-jwg-st/reports?session=cpec-jwg-st.2',
  '/institutions',
  '/forums/cpec-jwg-gwadar/reports?of=forum',
  '/reads', // of the two reports before it
  '/institutions/pk-gpa',
  '/sessions/cpec-jwg-gwadar.6',
  '/commitments/cpec-jwg-gwadar.0.c1',
  '/commitments/cpec-jwg-gwadar.0.c1/why',
  '/search?q=Gwadar',
  '/sign-in',
  '/nowhere',
];

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** The rules among these that look at colours. */
const colours = ['color-contrast', 'link-in-text-block'];

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

/** What axe leaves in the page at its first look; each further one takes half of the time. */
interface Axe {
  run(options: object): Promise<Pick<AxeResults, 'violations'>>;
}

const findings = async (tab: Page, runOnly: readonly string[]) => {
  const { violations } = await tab.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: Axe };
    const { violations: found } = await axe.run({ runOnly: only, resultTypes: ['violations'] });
    return { violations: found };
  }, runOnly);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
};

/** In both themes. They differ in colours alone, so what else axe looks at is looked at once. */
const findingsOf = async (tab: Page) => {
  const found = [];
  for (const [colorScheme, runOnly] of [
    ['light', wcag],
    ['dark', colours],
  ] as const) {
    await tab.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const it of await findings(tab, runOnly)) found.push(`${colorScheme}: ${it}`);
  }
  return found;
};

const widths = [320, 768, 1440];
const widerThan = async (tab: Page) => {
  const wider: object[] = [];
  for (const width of widths) {
    await tab.setViewportSize({ width, height: 900 });
    const by = await tab.evaluate(async () => {
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return document.documentElement.scrollWidth - innerWidth;
    });
    if (by > 0) wider.push({ width, by });
  }
  return wider;
};

/** Every screen once in one tab, with what is found of it. */
const through = async (lang: string, search: string, look: (tab: Page) => Promise<readonly unknown[]>) => {
  const tab = await page.open(`/signed-out?lang=${lang}`);
  await new AxeBuilder({ page: tab }).setLegacyMode().withRules('html-has-lang').analyze(); // puts axe into the page
  const found: Record<string, readonly unknown[]> = {};
  for (const screen of screens) {
    await goTo(tab, `${screen}${screen.includes('?') ? '&' : '?'}lang=${lang}${search}`);
    found[screen] = await look(tab);
  }
  return found;
};
const nothing = Object.fromEntries(screens.map((screen) => [screen, []]));

page.describe('On every screen', () => {
  it.each(['en', 'ur'])(
    'in %s, axe finds nothing serious in light and dark, and nothing is wider than a phone, a tablet or a desk',
    async (lang) => {
      const look = async (tab: Page) => [...(await findingsOf(tab)), ...(await widerThan(tab))];
      expect(await through(lang, '', look)).toEqual(nothing);
    },
    120_000,
  );

  it.each(['en', 'ur'])(
    'in %s, axe finds nothing serious in the past',
    async (lang) => {
      expect(await through(lang, `&${past}`, findingsOf)).toEqual(nothing);
    },
    120_000,
  );

  it('in zh, nothing is wider than a phone, a tablet or a desk', async () => {
    expect(await through('zh', '', widerThan)).toEqual(nothing);
  }, 90_000);
});
