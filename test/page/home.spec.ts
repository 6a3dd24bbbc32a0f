import { expect, it } from '@jest/globals';
import { realPage } from './browser.js';

const page = await realPage();

page.describe('Home', () => {
  it('counts what needs somebody, and each count leads to its rows', async () => {
    const tab = await page.open('/');
    await tab.getByRole('heading', { level: 1, name: /What was said, what was signed/ }).waitFor();
    const needs = tab.getByRole('region', { name: 'What needs somebody' });
    expect(await needs.innerText()).toMatch(/9\s+wait for signatures[\s\S]*2\s+wait to be confirmed/);
    await needs.getByRole('link', { name: 'CPEC Joint Working Group on Science and Technology' }).first().click();
    await tab.getByRole('heading', { level: 1, name: /Science and Technology/ }).waitFor();
    expect(new URL(tab.url()).search).toBe('?flag=unsigned');
  });

  it('leads in two clicks to why a commitment is unsigned, and by the keyboard alone', async () => {
    const tab = await page.open('/');
    await tab.getByRole('link', { name: '6 unsigned' }).click();
    const row = tab.getByRole('row', { name: /Support STZA/ });
    await row.getByRole('link', { name: 'unsigned', exact: true }).click();
    const dialog = tab.getByRole('dialog', { name: /Why is 2\.c1 unsigned\?/ });
    await dialog.getByText('Signed by Pakistan:', { exact: false }).waitFor();
    expect(await dialog.innerText()).toMatch(/Said:[\s\S]*Minutes drafted:[\s\S]*Signed by Pakistan: not recorded/);

    await tab.goto(page.server.url);
    await tab.getByRole('link', { name: '6 unsigned' }).focus();
    await tab.keyboard.press('Enter');
    await tab.getByRole('grid').waitFor();
    await tab.getByRole('grid').locator('[tabindex="0"]').focus(); // where Tab comes into the grid
    for (let n = 0; n < 2; n += 1) await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('w');
    await dialog.waitFor();
  });

  it('draws the sessions over the years, with the wait between a meeting and its signatures', async () => {
    const tab = await page.open('/');
    const lane = tab
      .getByRole('listitem')
      .filter({ hasText: 'CPEC Joint Cooperation Committee' })
      .filter({
        has: tab.getByRole('link', { name: /Session 11/ }),
      });
    expect(await lane.innerText()).toMatch(/277 days[\s\S]*signed 31 Jul 2023[\s\S]*5, 4 of them open/);
    await lane.getByRole('link', { name: /Session 11/ }).click();
    await tab.waitForURL('**/sessions/cpec-jcc.11');
  });

  it('tells what was recorded last, as of the moment', async () => {
    const tab = await page.open('/?asOf=60');
    await tab.getByText('position 60', { exact: true }).waitFor();
    const said = await tab.locator('main').innerText();
    expect(said).toMatch(/4 forums · 4 sessions · 7 commitments/);
    expect(said).not.toMatch(/position (6[1-9]|[7-9]\d|1\d\d)\b/);
  });
});

page.describe('What auditors read', () => {
  it('is listed with who, what, how far and what for, as of the moment, for those who may see it', async () => {
    const tab = await page.open('/');
    const read = (what: string) => tab.request.get(`${page.server.url}/v1/${what}`);
    await read('sessions/cpec-jwg-st.2/report?side=PK&asOf=60&purpose=Audit+2026');
    await read('exports/commitments?forum=cpec-jcc&asOf=80');
    await tab.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Reads' }).click();
    const lines = tab.getByRole('table', { name: 'Reads on record' }).getByRole('row');
    await lines.nth(2).waitFor();
    const words = (await lines.allInnerTexts()).map((it) => it.replaceAll(/\s+/g, ' '));
    expect(words.slice(1)).toEqual([
      expect.stringMatching(
        /auditor Commitments \(CSV\) CPEC Joint Cooperation Committee up to position 80 none was given$/,
      ),
      expect.stringMatching(/auditor Report as Pakistan answers for it session 2 .* up to position 60 Audit 2026$/),
    ]);
    const second = /position (\d+)/.exec(words[1]!)![1]!;
    await tab.getByLabel('Forum').selectOption('cpec-jcc');
    await lines.nth(2).waitFor({ state: 'detached' });
    await tab.goto(`${page.server.url}/reads?asOf=${Number(second) - 1}`);
    await lines.nth(1).waitFor();
    expect(await lines.count()).toBe(2);
    const other = await page.open('/reads', {
      as: ['--role', 'focalPoint', '--side', 'PK', '--institution', 'pk-gpa'],
    });
    await other.getByRole('alert').getByText('Your role may not do this.').waitFor();
    expect(await other.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Reads' }).count()).toBe(0);
  });
});

page.describe('The forums', () => {
  it('stand under their committee, with how much there is of each', async () => {
    const tab = await page.open('/forums');
    const row = tab.getByRole('row', { name: /on Gwadar/ });
    expect(await row.innerText()).toMatch(/joint working group[\s\S]*PK\s*CN[\s\S]*3 sessions[\s\S]*1 commitment/);
  });

  it('have their sessions, institutions and timeline as tabs, which keep the moment', async () => {
    const tab = await page.open('/forums/cpec-jwg-gwadar/sessions?asOf=100');
    await tab.getByRole('row', { name: /Session 6/ }).waitFor();
    expect(await tab.getByRole('row', { name: /Session 6/ }).innerText()).toMatch(/30 December 2021[\s\S]*unsigned/);
    const tabs = tab.getByRole('navigation', { name: 'Of this forum' });
    expect(await tabs.getByRole('link', { name: 'Sessions' }).getAttribute('aria-current')).toBe('page');
    await tabs.getByRole('link', { name: 'Institutions' }).click();
    await tab.getByRole('link', { name: 'Gwadar Port Authority' }).waitFor();
    await tabs.getByRole('link', { name: 'Timeline' }).click();
    await tab.getByText('The forum was established').waitFor();
    expect(new URL(tab.url()).search).toBe('?asOf=100');
    expect(await tab.title()).toBe('Timeline · CPEC Joint Working Group on Gwadar · as of position 100 · JWG Ledger');
  });

  it('say when nothing was known of them', async () => {
    const tab = await page.open('/forums/cpec-jwg-gwadar/sessions?asOf=15');
    await tab.getByText('Nothing of this was known at that moment.').waitFor();
    await tab.goto(`${page.server.url}/forums/cpec-jwg-gwadar?asOf=2`);
    await tab.getByRole('alert').getByText('There is no such thing in the ledger.').waitFor();
  });
});
