import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { realPage } from './browser.js';
import { importMadeUp, madeUpForum } from './made-up-forum.js';

const size = { sessions: 20, commitments: 2000, spokenOf: 20 };
const page = await realPage({ prepare: (folder) => importMadeUp(folder, size) });

/** Seconds of the tab's own thread that its scripts took so far, however busy the machine is. */
const scripting = async (tab: Page, address: string): Promise<() => Promise<number>> => {
  const protocol = await tab.context().newCDPSession(tab);
  await protocol.send('Performance.enable', { timeDomain: 'threadTicks' });
  await tab.goto(address, { waitUntil: 'commit' });
  return async () => {
    const { metrics } = await protocol.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'ScriptDuration')!.value;
  };
};
const nodes = (tab: Page) => tab.locator('.mx tbody *').count();
const rowCount = (tab: Page) => tab.getByRole('grid').getAttribute('aria-rowcount');
const allAreThere = (tab: Page) =>
  tab.waitForFunction(() => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') === '2001');

page.describe('A matrix of 2,000 commitments in 20 sessions', () => {
  it('is first painted after less than a second of scripting, with few nodes', async () => {
    let shortest = Infinity; // of three tries: the first one may hold what the browser compiles
    for (let tries = 0; shortest >= 1 && tries < 3; tries += 1) {
      const tab = await page.open('/icon.svg');
      const spent = await scripting(tab, `${page.server.url}/forums/${madeUpForum}?density=compact`);
      await tab.getByRole('rowheader').first().waitFor();
      shortest = Math.min(shortest, await spent());
      await allAreThere(tab);
      expect(await nodes(tab)).toBeLessThan(3500);
    }
    expect(shortest).toBeLessThan(1);
  }, 90_000);

  it('keeps its counts and the row that has the focus while it is scrolled', async () => {
    const tab = await page.open(`/forums/${madeUpForum}?density=compact`);
    await allAreThere(tab);
    await tab.getByRole('grid').locator('[tabindex="0"]').focus();
    const box = tab.locator('.mx-box');
    const height = await box.evaluate((element) => element.scrollHeight);
    await box.evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
    await tab.getByRole('rowheader', { name: /^10\.c100 / }).waitFor();
    expect([await rowCount(tab), await box.evaluate((element) => element.scrollHeight)]).toEqual(['2001', height]);
    expect(await nodes(tab)).toBeLessThan(3500);
    expect(await tab.evaluate(() => document.activeElement?.closest('tr')?.dataset['row'])).toBe(`${madeUpForum}.1.c1`);
    await tab.keyboard.press('Control+End');
    await tab.waitForFunction(() => document.activeElement?.closest('tr')?.getAttribute('aria-rowindex') === '2001');
    expect(await tab.getByRole('rowheader', { name: /^20\.c100 / }).isVisible()).toBe(true);
  });

  it('opens a cell that is far below by its address', async () => {
    const tab = await page.open(`/forums/${madeUpForum}?density=compact&cell=5.c1~5`);
    await tab.getByRole('dialog', { name: /Session 5 · .* · 5\.c1/ }).waitFor();
    expect(await tab.getByRole('rowheader', { name: /^5\.c1 / }).isVisible()).toBe(true);
  });
});
