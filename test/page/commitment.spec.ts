import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { realPage } from './browser.js';

const page = await realPage();
const road = '/commitments/cpec-jwg-gwadar.0.c1';
const verdict = (tab: Page) => tab.getByRole('region', { name: /Reported complete/ });
const timeline = (tab: Page) => tab.getByRole('region', { name: /What happened/ });
/** The sentences of the timeline, from its top. */
const sentences = (tab: Page) => timeline(tab).locator('.wh > b').allInnerTexts();

page.describe('The page of a commitment', () => {
  it('opens with what became of it and what is missing, and says why', async () => {
    const tab = await page.open(road);
    const told = verdict(tab);
    await told.waitFor();
    expect(await told.getByRole('heading', { level: 2 }).innerText()).toBe(
      'Reported complete, not confirmed, and unsigned',
    );
    const words = await told.innerText();
    expect(words).toContain(
      'Gwadar Port Authority reported it complete as of 10 April 2022, with one piece of evidence.',
    );
    expect(words).toContain('only what both sides have signed can be confirmed');
    expect(words).toMatch(/What it waits for[\s\S]*Both sides sign[\s\S]*rule T4[\s\S]*confirm[\s\S]*rule T9/);
    expect(await tab.title()).toBe('Gwadar Eastbay Expressway · JWG Ledger');
  });

  it('tells on each axis which step it is on, and which it skipped', async () => {
    const tab = await page.open(road);
    await verdict(tab).waitFor();
    const steps = verdict(tab)
      .getByRole('listitem')
      .filter({ has: tab.locator('xpath=self::*[@aria-current="step"]') });
    expect(await steps.allInnerTexts()).toEqual(['provisional', 'reported complete', 'open']);
    expect(await verdict(tab).getByText('proposed (skipped)').count()).toBe(1);
  });

  it('shows each due date that was said, as a drawing and as a table that says the same', async () => {
    const tab = await page.open(road);
    const due = tab.getByRole('region', { name: 'The due date moved twice: +12 months in all' });
    const rows = due.getByRole('table', { name: /due date/ }).getByRole('row');
    await rows.filter({ hasText: '58 % done' }).waitFor({ state: 'attached' }); // the history comes by itself
    expect((await rows.allTextContents()).map((it) => it.replaceAll(/\s+/g, ' '))).toEqual([
      'Said onTo be done byMoved',
      '29 July 2020pressApril 2021the first date known',
      '30 November 2020session 52021+8 months',
      '30 December 2021session 6April 2022+4 months',
      '58 % done10 June 2021',
      'completion reported10 April 2022',
      'reached: Open to traffic3 June 2022',
    ]);
    expect(await due.locator('svg circle').count()).toBe(6);
  });

  it('tells what happened and when it was recorded, a statement together with what it led to', async () => {
    const tab = await page.open(road);
    const line = timeline(tab).getByRole('listitem').filter({ hasText: 'position 62' });
    await line.waitFor();
    const words = await line.innerText();
    expect(words).toMatch(/30 Dec 2021\s+session 6/);
    expect(words).toContain('Both sides: due date moved, 2021 → April 2022');
    expect(words).toContain('The Eastbay Expressway will be completed by April 2022.');
    expect(words).toMatch(/position 61[\s\S]*position 62[\s\S]*\+\d+ y/);
    const praise = timeline(tab).getByRole('listitem').filter({ hasText: 'position 60' });
    expect(await praise.innerText()).toContain('words only: it changes nothing');
    const begun = timeline(tab).getByRole('listitem').filter({ hasText: 'position 48' });
    expect(await begun.innerText()).toMatch(
      /not started → in progress · rule T6[\s\S]*Entered by the recorder for Gwadar Port/,
    );
  });

  it('shows only some events when asked, by an address that says so, and back', async () => {
    const tab = await page.open(`${road}?show=reports`);
    await timeline(tab).waitFor();
    await tab.getByRole('button', { name: 'Reports', pressed: true }).waitFor();
    await timeline(tab).locator('.wh > b').first().waitFor(); // the history comes by itself
    expect((await sentences(tab)).length).toBe(5);
    await tab.getByRole('button', { name: 'Changed the status' }).click();
    await tab.waitForURL(/show=changed/);
    expect((await sentences(tab)).length).toBe(3);
    await tab.getByRole('button', { name: 'All' }).click();
    await tab.getByRole('combobox', { name: 'Order:' }).selectOption('recorded');
    await tab.waitForURL(/order=recorded/);
    expect(new URL(tab.url()).searchParams.has('show')).toBe(false);
    expect((await sentences(tab))[0]).toMatch(/milestone was reached/);
  });

  it('leads from a claim to the event behind it, which an address can name', async () => {
    const tab = await page.open(road);
    await verdict(tab).getByRole('link', { name: 'position 65' }).click();
    await tab.waitForURL(/#p65$/);
    await tab.locator('.tl > li.here', { hasText: 'reported completion' }).waitFor();
    const again = await page.open(`${road}#p48`);
    await again.locator('.tl > li.here', { hasText: 'work began' }).waitFor();
  });

  it('puts a correction under what it corrects, and leaves the original readable', async () => {
    const tab = await page.open('/commitments/sample-group.1.c1');
    const line = timeline(tab).getByRole('listitem').filter({ hasText: 'position 107' });
    await line.waitFor();
    const words = await line.innerText();
    expect(words).toContain('due date: 30 June 2024 → 31 December 2024');
    expect(words).toContain('Mistyped: the text says the end of the year.');
    expect(await line.locator('del').innerText()).toBe('30 June 2024');
  });

  it('leads from each status, flag and date to what it goes back to, by keys alone', async () => {
    const tab = await page.open(`${road}?asOf=66`);
    await verdict(tab).waitFor();
    expect(await verdict(tab).getByRole('list', { name: 'What calls for attention' }).innerText()).toMatch(
      /unsigned · Why\?/,
    );
    const due = tab.getByRole('complementary').getByRole('link', { name: 'Why? due date' });
    await due.focus();
    await tab.keyboard.press('Enter');
    const told = tab.getByRole('region', { name: 'When it is due' });
    await told.waitFor();
    expect(new URL(tab.url()).search).toBe('?what=due&asOf=66');
    const parts = told.getByRole('listitem');
    expect(await parts.allInnerTexts()).toEqual([
      expect.stringMatching(
        /^Both sides reviewed it, 30 December 2021: statement s2 of session 6[^]*completed by April/,
      ),
      expect.stringMatching(/by the policy carry_into_effect$/),
      expect.stringMatching(/^Both sides: due date moved, 2021 → April 2022[^]*position 62[^]*press/),
    ]);
    await parts.first().getByRole('link').focus();
    await tab.keyboard.press('Enter');
    await tab.waitForURL('**/sessions/cpec-jwg-gwadar.6?asOf=66#s2');
    await tab.goBack();
    await told.waitFor();
    await told.getByRole('link', { name: 'position 62' }).focus();
    await tab.keyboard.press('Enter');
    await tab.waitForURL(`**${road}?asOf=66#p62`);
    await verdict(tab).waitFor();
    await tab.keyboard.press('w');
    const work = tab.getByRole('region', { name: 'Implementation: how far is it?' });
    await work.getByText('rule T8').waitFor();
    expect(await tab.locator('.reason').count()).toBeGreaterThan(7);
    await tab.getByRole('link', { name: 'Status', exact: true }).focus();
    await tab.keyboard.press('Enter');
    await tab.getByRole('region', { name: 'Unsigned', exact: true }).waitFor({ state: 'detached' });
    expect(await tab.locator('.whys [aria-current]').allInnerTexts()).toEqual(['Status']);
  });

  it('says of one that was left out of the signed text that nothing is owed, and why', async () => {
    const tab = await page.open('/commitments/cpec-jcc.11.c5');
    const told = tab.getByRole('region', { name: 'Not adopted: nothing is owed' });
    await told.waitFor();
    await told.getByText('does not stand in the text that both sides signed on 31 July 2023').first().waitFor();
    expect(await tab.getByRole('heading', { name: 'What it waits for' }).count()).toBe(0);
  });

  it('says in which text of which session both sides signed it', async () => {
    const tab = await page.open('/commitments/cpec-jcc.11.c1');
    await tab.getByText(/Both sides signed version 3 of the minutes of session 11 on 31 July 2023/).waitFor();
    const link = tab.getByRole('region', { name: /Not started/ }).getByRole('link', { name: 'session 11' });
    expect(await link.getAttribute('href')).toBe('/sessions/cpec-jcc.11');
  });

  it('shows nothing of later in the past', async () => {
    const tab = await page.open(`${road}?asOf=56`);
    await tab.getByRole('region', { name: /In progress, overdue, and unsigned|In progress, and unsigned/ }).waitFor();
    await timeline(tab).getByText('position 55').waitFor();
    const words = await tab.locator('main').innerText();
    for (const later of ['Reported complete', 'April 2022', '58 %', 'Open to traffic', 'session 6', 'position 57'])
      expect(words).not.toContain(later);
  });

  it('fits a telephone, and reads from right to left in Urdu, without scrolling sideways', async () => {
    for (const [width, lang] of [
      [390, 'en'],
      [320, 'ur'],
      [1440, 'ur'],
    ] as const) {
      const tab = await page.open(`${road}?lang=${lang}`, { viewport: { width, height: 844 } });
      await tab.locator('.verdict').waitFor();
      await tab.locator('.tl > li').first().waitFor();
      const beyond = await tab.locator('main').evaluate((it) => it.scrollWidth - it.clientWidth);
      expect([lang, width, beyond]).toEqual([lang, width, 0]);
      expect(await tab.evaluate(() => document.documentElement.dir)).toBe(lang === 'ur' ? 'rtl' : 'ltr');
    }
  });

  it('sets side by side what sources say differently, and says on which it stands and why', async () => {
    const tab = await page.open('/commitments/cpec-jwg-gwadar.0.c1');
    const claims = tab.getByRole('region', { name: 'Where sources differ' });
    const due = claims.getByRole('list', { name: 'When it is due' }).getByRole('listitem');
    await due.first().waitFor();
    expect(await due.count()).toBeGreaterThan(1);
    expect(await due.filter({ hasText: 'stands' }).allInnerTexts()).toEqual([expect.stringMatching(/^April 2022/)]);
    expect(await claims.innerText()).toMatch(/It stands on|Of the strongest records it stands on/);
  });
});
