import { AxeBuilder } from '@axe-core/playwright';
import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { realPage } from './browser.js';
import { importMadeUp } from './made-up-forum.js';

const page = await realPage({ prepare: (folder) => importMadeUp(folder, { sessions: 1, commitments: 1 }) });

const seriousIn = async (tab: Page, part = 'body'): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page: tab }).setLegacyMode().include(part).analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id);
};

/** By the Tab key alone, as far as it takes. */
const tabTo = async (tab: Page, selector: string): Promise<void> => {
  for (let n = 0; n < 100; n += 1) {
    if (await tab.evaluate((it) => document.activeElement?.matches(it), selector)) return;
    await tab.keyboard.press('Tab');
  }
  throw new Error(`Tab leads to nothing like ${selector}`);
};

page.describe('An auditor', () => {
  it.each(['en', 'ur'])(
    'by keys alone, in %s: searches, steps through a history, asks why, compares two moments and reads a report',
    async (lang) => {
      const tab = await page.open(`/forums?lang=${lang}`);
      const has = (name: string, value: string | null) =>
        tab.waitForFunction(([key, it]) => new URL(location.href).searchParams.get(key!) === it, [name, value]);
      const arrived = () => tab.locator('main[aria-busy=false] h1').waitFor();
      const found: Record<string, readonly string[]> = {};
      // In English each screen is looked at by every-screen.spec.ts.
      const look = () => (lang === 'en' ? [] : seriousIn(tab));
      await arrived();
      expect(await tab.evaluate(() => document.documentElement.dir)).toBe(lang === 'ur' ? 'rtl' : 'ltr');

      await tab.keyboard.press('/');
      await tab.keyboard.type('gwadar eastbay');
      await tab.locator('.found[aria-busy=false] [role=option] mark').first().waitFor();
      await tab.keyboard.press('ArrowDown');
      found.search = await look();
      await tab.keyboard.press('Enter');
      await tab.waitForURL('**/commitments/cpec-jwg-gwadar.0.c1**');
      await tab.locator('.verdict').waitFor();
      await arrived();

      const step = tab.locator('.steps-strip [role=status][aria-busy=false]');
      await tab.keyboard.press('[');
      await step.locator('.small').first().waitFor();
      await tab.keyboard.press('[');
      await step.getByText(/T8/).waitFor();
      await arrived();
      found.replay = await look();
      const asOf = () => new URL(tab.url()).searchParams.get('asOf');
      const reported = asOf();
      await tab.keyboard.press(']');
      await tab.waitForFunction((it) => new URL(location.href).searchParams.get('asOf') !== it, reported);
      expect(Number(asOf())).toBeGreaterThan(Number(reported));

      await tab.keyboard.press('w');
      await tab.locator('.reason .chain').first().waitFor();
      await tabTo(tab, '.whys a[href*="what=due"]');
      await tab.keyboard.press('Enter');
      await has('what', 'due');
      await tab.locator('#due .chain').waitFor();
      found.why = await look();

      await tabTo(tab, '.crumbs a[href^="/forums/cpec-jwg-gwadar"]');
      await tab.keyboard.press('Enter');
      await tab.locator('.mx tbody').waitFor();
      await tabTo(tab, 'button:has(use[href$="#diff"])');
      await tab.keyboard.press('Enter');
      await tab.getByRole('dialog').waitFor();
      await tabTo(tab, '[role=dialog] a[href*="against=cpec-jwg-gwadar.6"]');
      await tab.keyboard.press('Enter');
      await has('against', 'cpec-jwg-gwadar.6');
      await tab.waitForFunction(() => document.activeElement?.getAttribute('role') === 'slider');
      await tab.keyboard.press(lang === 'ur' ? 'ArrowRight' : 'ArrowLeft');
      await has('against', 'cpec-jwg-gwadar.5');
      await tab.locator('.mx .then').first().waitFor();
      await arrived();
      found.compare = await look();

      await tabTo(tab, '.tabs a[href*="/reports"]');
      await tab.keyboard.press('Enter');
      await tab.locator('.report-table').first().waitFor();
      await tabTo(tab, '.choice select');
      await tab.keyboard.press('Home');
      await has('of', 'forum');
      await tab.locator('.report-table summary').first().waitFor();
      await tabTo(tab, '.report-table summary');
      await tab.keyboard.press('Enter');
      await tab.locator('.report-table details[open] a').first().waitFor();
      found.report = await look();

      expect(found).toEqual({ search: [], replay: [], why: [], compare: [], report: [] });
    },
    90_000,
  );
});

page.describe('The frame of every page', () => {
  it('begins with a link to the content, and leaves the focus there on the first page', async () => {
    const tab = await page.open('/forums');
    await tab.getByRole('link', { name: 'CPEC Joint Cooperation Committee' }).waitFor();
    await tab.keyboard.press('Tab');
    expect(await tab.evaluate(() => document.activeElement?.textContent)).toBe('To the content');
    await tab.keyboard.press('Enter');
    expect(await tab.evaluate(() => document.activeElement?.id)).toBe('content');
    expect(new URL(tab.url()).hash).toBe('');
  });

  it('gives the heading the focus on arrival at another page, and says its title', async () => {
    const tab = await page.open('/forums');
    await tab.getByRole('link', { name: 'CPEC Joint Cooperation Committee' }).click();
    await tab.getByRole('heading', { level: 1, name: 'CPEC Joint Cooperation Committee' }).waitFor();
    await tab.waitForFunction(() => document.activeElement?.tagName === 'H1');
    await tab.locator('#heard', { hasText: 'CPEC Joint Cooperation Committee' }).waitFor({ state: 'attached' });
    expect(await tab.title()).toBe('CPEC Joint Cooperation Committee · JWG Ledger');
  });

  it('tells which parameters it cannot read, and offers the address without them', async () => {
    const tab = await page.open('/forums?colour=red&signedOnly=perhaps&asOf=30');
    const told = tab.getByRole('status').filter({ hasText: 'cannot be read' });
    expect(await told.innerText()).toMatch(/colour, signedOnly/);
    await tab.getByRole('link', { name: 'Go on without' }).click();
    await told.waitFor({ state: 'detached' });
    expect(new URL(tab.url()).search).toBe('?asOf=30');
  });

  it('shows a problem with its way out and the id of the request', async () => {
    const tab = await page.open('/forums?asOf=yesterday');
    const alert = tab.getByRole('alert');
    expect(await alert.innerText()).toMatch(/yesterday is neither[\s\S]*Write 1024[\s\S]*Request [0-9a-f-]{36}/);
    await alert.getByRole('link', { name: 'Back to now' }).click();
    await tab.getByRole('link', { name: 'CPEC Joint Cooperation Committee' }).waitFor();
    expect(new URL(tab.url()).search).toBe('');
  });

  it('reads again by itself when the ledger can answer again', async () => {
    const tab = await page.open('/forums');
    await tab.getByRole('link', { name: 'CPEC Joint Cooperation Committee' }).waitFor();
    let calls = 0;
    const busy = { status: 501, contentType: 'application/problem+json', headers: { 'retry-after': '1' } };
    await tab.route('**/v1/forums/cpec-jcc*', (route) =>
      ++calls > 4
        ? route.continue()
        : route.fulfill({ ...busy, body: JSON.stringify({ type: 'urn:jwg:problem:unavailable', title: 'Busy' }) }),
    );
    await tab.getByRole('link', { name: 'CPEC Joint Cooperation Committee' }).click();
    await tab.getByText(/Reading again in \d+ second/).waitFor({ timeout: 15_000 });
    await tab.getByRole('heading', { level: 1, name: 'CPEC Joint Cooperation Committee' }).waitFor({ timeout: 15_000 });
    expect(calls).toBeGreaterThan(4);
  });

  it('shows its keys, goes by them, and lets a reader switch single letters off', async () => {
    const tab = await page.open('/forums');
    await tab.getByRole('heading', { level: 1 }).waitFor();
    await tab.keyboard.press('?');
    const keys = tab.getByRole('dialog', { name: 'Keys' });
    await keys.getByRole('switch', { name: 'Single letters are keys' }).uncheck();
    await tab.keyboard.press('Escape');
    await keys.waitFor({ state: 'hidden' });
    await tab.keyboard.press('g');
    await tab.keyboard.press('i');
    await tab.keyboard.press('?');
    expect(await keys.isVisible()).toBe(false);
    expect(new URL(tab.url()).pathname).toBe('/forums');
    await tab.evaluate(() => localStorage.clear());
    await tab.keyboard.press('g');
    await tab.keyboard.press('i');
    await tab.getByRole('heading', { level: 1, name: 'Institutions' }).waitFor();
  });

  it('finds words as one types them, and opens what is found by keys alone', async () => {
    const tab = await page.open('/forums');
    await tab.getByRole('heading', { level: 1 }).waitFor();
    const asked: string[] = [];
    let [underWay, most] = [0, 0];
    await tab.route('**/v1/search?*', async (route) => {
      asked.push(new URL(route.request().url()).searchParams.get('q')!);
      most = Math.max(most, (underWay += 1));
      await new Promise((resolve) => setTimeout(resolve, 600));
      await route.continue();
      underWay -= 1;
    });
    await tab.keyboard.press('/');
    const field = tab.getByRole('combobox', { name: 'Search' });
    await tab.keyboard.type('gwa');
    await tab.waitForTimeout(400);
    await tab.keyboard.type('dar eastbay', { delay: 60 });
    const found = tab.getByRole('listbox', { name: 'Found' });
    const first = found.getByRole('group', { name: 'Commitments' }).getByRole('option').first();
    await first.getByText('Eastbay').first().waitFor();
    await tab.locator('.found[aria-busy=false]').waitFor();
    expect([asked[0], asked.at(-1), most]).toEqual(['gwa', 'gwadar eastbay', 1]);
    expect(asked.length).toBeLessThan('dar eastbay'.length / 2); // a slow machine types slowly
    expect((await first.locator('mark').allInnerTexts()).slice(0, 2)).toEqual(['Gwadar', 'Eastbay']);
    expect(await field.getAttribute('aria-expanded')).toBe('true');
    await tab.keyboard.press('ArrowDown');
    expect(await field.getAttribute('aria-activedescendant')).toBe(await first.getAttribute('id'));
    await tab.keyboard.press('Escape');
    await found.waitFor({ state: 'detached' });
    expect(await field.inputValue()).toBe('gwadar eastbay');
    await tab.keyboard.press('ArrowDown');
    await found.waitFor();
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('Enter');
    await tab.waitForURL('**/commitments/cpec-jwg-gwadar.0.c1');
    await found.waitFor({ state: 'detached' });
    await tab.waitForFunction(() => document.activeElement?.tagName === 'H1');
  });

  it('says that nothing is found, and of which moment; what cannot be looked for is refused in words', async () => {
    const tab = await page.open('/forums?asOf=3');
    const field = tab.getByRole('combobox', { name: 'Search' });
    const found = tab.locator('.found');
    await field.fill('expressway');
    await found.getByText('Nothing that was recorded at that moment says expressway').waitFor();
    await field.fill('…');
    await found.getByRole('alert').filter({ hasText: 'needs a letter or a digit' }).waitFor();
    await field.fill('expressway');
    await found.getByRole('link', { name: 'Back to now' }).click();
    await found.getByRole('option').first().waitFor();
    await field.press('Enter');
    await tab.waitForURL('**/search?q=expressway');
    await tab.getByRole('region', { name: 'What was said' }).getByRole('link').first().waitFor();
    await tab.keyboard.press('/');
    expect(await tab.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('expressway');
  });

  it('finds in every language, from right to left too, and axe finds nothing serious', async () => {
    const tab = await page.open('/forums?lang=ur');
    await tab.getByRole('heading', { level: 1 }).waitFor();
    for (const words of ['快速路', 'بندرگاہ']) {
      await tab.locator('[data-search]').fill(words);
      const mark = tab.locator('.found[aria-busy=false] mark', { hasText: words.slice(0, 2) }).first();
      await mark.waitFor();
    }
    await tab.keyboard.press('ArrowDown');
    expect(await seriousIn(tab, '.masthead')).toEqual([]);
    const { x, width } = (await tab.locator('.found').boundingBox())!;
    expect([x >= 0, x + width <= 1440]).toEqual([true, true]);
  });

  it('says of an address without a page that there is none', async () => {
    const tab = await page.open('/nowhere');
    await tab.getByRole('heading', { level: 1, name: 'There is no page at this address.' }).waitFor();
  });
});

page.describe('The head of the page', () => {
  it.each(['en', 'zh', 'ur'])('has room in every window, in %s, for whoever reads', async (lang) => {
    const name = 'A. Rather-Long-Name of the Secretariat of the Joint Working Group';
    const tab = await page.open(`/forums?lang=${lang}`, {
      as: ['--role', 'secretariat', '--side', 'PK', '--name', name],
    });
    await tab.locator('.masthead .live').waitFor();
    const tooWide: number[] = [];
    for (const width of [320, 768, 960, 1024, 1180, 1280, 1400, 1408, 1440, 1920]) {
      await tab.setViewportSize({ width, height: 800 });
      const needs = await tab.evaluate(() => document.querySelector('.masthead')!.scrollWidth);
      if (needs > width) tooWide.push(width);
    }
    expect(tooWide).toEqual([]);
  });
});
