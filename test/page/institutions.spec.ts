import { expect, it } from '@jest/globals';
import { realPage } from './browser.js';

const page = await realPage();

page.describe('The institutions', () => {
  it('are listed by side, with the forums that they work in', async () => {
    const tab = await page.open('/institutions');
    const pakistan = tab.getByRole('table', { name: /Institutions of Pakistan/ });
    const row = pakistan.getByRole('row', { name: /Special Technology Zones Authority/ });
    expect(await row.innerText()).toMatch(/CPEC Joint Working Group on Science and Technology/);
    await row.getByRole('link', { name: 'Special Technology Zones Authority' }).click();
    await tab.getByRole('heading', { level: 1, name: 'Special Technology Zones Authority' }).waitFor();
  });

  it('have a board: one sentence, then what they lead, the most urgent first, with the last report', async () => {
    const tab = await page.open('/institutions/pk-stza');
    await tab.getByText('It leads 4 open commitments.').waitFor();
    await tab.getByText('Nothing is overdue, because no date is set for any of them.').waitFor();
    const row = tab.getByRole('table', { name: 'What it leads' }).getByRole('row', { name: /Incubation programmes/ });
    expect(await row.innerText()).toMatch(/2\.c3[\s\S]*Not started[\s\S]*unsigned[\s\S]*no date/);
    expect(await row.innerText()).toMatch(/none recorded/);
    const rows = tab.getByRole('table', { name: 'What it leads' }).getByRole('row');
    expect((await rows.allInnerTexts()).slice(1).map((it) => /2\.c\d/.exec(it)?.[0])).toEqual([
      '2.c3',
      '2.c4',
      '2.c1',
      '2.c2',
    ]);
    await row.getByRole('link', { name: 'Incubation programmes' }).click();
    await tab.waitForURL('**/commitments/cpec-jwg-st.2.c3');
  });

  it('show in the past what was known then', async () => {
    const tab = await page.open('/institutions/pk-stza?asOf=cpec-jwg-st.1');
    await tab.getByText('It leads and supports nothing that is open.').waitFor();
    expect(await tab.getByText('Incubation programmes').count()).toBe(0);
  });
});
