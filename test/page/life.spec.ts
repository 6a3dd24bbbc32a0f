import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { realPage } from './browser.js';
import { importMadeUp, madeUpForum } from './made-up-forum.js';
import { byPeople } from './people.js';

const page = await realPage({ prepare: (folder) => importMadeUp(folder, { sessions: 2, commitments: 8 }) });
const { openForm, recorded } = byPeople(page);

const session = `${madeUpForum}.1`;
const port = ['--role', 'focalPoint', '--side', 'PK', '--institution', 'pk-gpa', '--name', 'port authority'];
const pakistan = ['--role', 'secretariat', '--side', 'PK', '--name', 'secretariat of Pakistan'];
const china = ['--role', 'secretariat', '--side', 'CN', '--name', 'secretariat of China'];
const chair = ['--role', 'coChair', '--side', 'CN', '--name', 'chair of China'];

const day = async (form: ReturnType<Page['getByRole']>, year: string, month?: string, on?: string) => {
  await form.getByLabel('Year').fill(year);
  if (month !== undefined) await form.getByLabel('Month').selectOption(month);
  if (on !== undefined) await form.getByLabel('Day').fill(on);
};
const said = (tab: Page) =>
  tab
    .getByText(/Recorded at position \d+\./)
    .first()
    .waitFor();
const status = (tab: Page, words: RegExp) => tab.locator('.verdict, main').getByText(words).first().waitFor();
const hostile = `<img src=x onerror=alert(1)><script>alert(2)</script> \u202Eא ${'a\u0301\u0302'.repeat(40)} ${'W'.repeat(300)}`;

page.describe('The whole life of one commitment, by four people in four windows', () => {
  it('goes to its completion with nothing recorded twice and nothing typed lost', async () => {
    const id = `${session}.c1`;
    const before = await recorded(id);
    const [works, pk, cn, signs] = await Promise.all([
      page.open(`/commitments/${id}`, { as: port }),
      page.open(`/commitments/${id}`, { as: pakistan }),
      page.open(`/commitments/${id}`, { as: china }),
      page.open(`/sessions/${session}`, { as: chair }),
    ]);
    for (const tab of [works, pk, cn, signs]) tab.on('dialog', () => expect('a dialog of the browser').toBe('none'));

    // The other side has signed: now both have, and the other windows tell so by themselves.
    const signature = await openForm(signs, 'Record our signature');
    await day(signature, '2007', '02', '3');
    await signature.getByRole('button', { name: 'Record that our side has signed' }).dblclick();
    await said(signs);
    for (const tab of [works, pk, cn]) await status(tab, /Both sides signed|Both sides had signed/);

    // The line is cut while it is typed, and back when it is sent again.
    const report = await openForm(works, 'Report progress');
    await works.context().setOffline(true);
    await report.getByLabel('What has been done').fill(hostile);
    await report.getByRole('button', { name: 'Report', exact: true }).click();
    await report.getByText('No answer came', { exact: false }).waitFor();
    await works.context().setOffline(false);
    await report.getByRole('button', { name: 'Send it again' }).click();
    await said(works);
    for (const tab of [pk, cn]) await tab.getByText('<img src=x onerror=alert(1)>', { exact: false }).first().waitFor();
    await works.getByRole('button', { name: 'Close' }).click();

    // What is typed is there after a reload, and after back and forward.
    const typed = async () => {
      const form = await openForm(works, 'Report completion');
      return [await form.getByLabel('Year').inputValue(), await form.getByLabel(/Where it is/).inputValue()];
    };
    const completion = await openForm(works, 'Report completion');
    await day(completion, '2007');
    await completion.getByLabel(/Where it is/).fill(hostile.slice(0, 190));
    const wanted = ['2007', hostile.slice(0, 190)];
    await works.reload();
    expect(await typed()).toEqual(wanted);
    await works.getByRole('link', { name: 'Forums', exact: true }).first().click();
    await works.getByRole('heading', { level: 1, name: 'Forums' }).waitFor();
    await works.goBack();
    expect(await typed()).toEqual(wanted);

    // Meanwhile it is put on hold: nothing is sent over that, and the way out is one entry.
    const hold = await openForm(pk, 'Put on hold');
    await hold.getByLabel('What holds it up').fill('The land is not handed over.');
    await hold.getByRole('button', { name: 'Record that it is on hold' }).click();
    await said(pk);
    const form = works.getByRole('form', { name: /Report completion/ });
    await form.getByRole('button', { name: 'Report as complete' }).click();
    const table = form.getByRole('table', { name: 'What changed while you were writing' });
    await table.getByRole('row', { name: /status in progress on hold/i }).waitFor();
    await table.getByRole('row', { name: /held up by nothing The land is not handed over\./ }).waitFor();
    await form.getByText(/Put on hold by PK, position \d+/).waitFor();
    await form.getByRole('button', { name: 'I have seen it; let me send it' }).click();
    await form.getByText('It is on hold; say first that work goes on.').waitFor();
    await form.getByRole('button', { name: 'Say that work goes on, then report completion' }).dblclick();
    await said(works);

    // The other side does not accept it; it is reported again, with the digest of a file.
    const refusal = await openForm(cn, 'Do not accept');
    await refusal.getByLabel('Why').fill('The second berth is missing.');
    await refusal.getByRole('button', { name: 'Record that it is not accepted' }).click();
    await said(cn);
    await works.getByRole('button', { name: 'Close' }).click();
    const again = await openForm(works, 'Report completion');
    await day(again, '2008', '05');
    await again
      .locator('input[type=file]')
      .setInputFiles({ name: 'berth.txt', mimeType: 'text/plain', buffer: Buffer.from('built') });
    await again.getByText(/sha-256 .* computed here/).waitFor();
    await again.getByRole('button', { name: 'Report as complete' }).click();
    await said(works);

    // Both confirm; the second is told of the first.
    await pk.getByRole('button', { name: 'Close' }).click();
    const second = await openForm(pk, 'Confirm completion');
    await second.getByRole('button', { name: 'Confirm for our side' }).and(pk.locator(':enabled')).waitFor();
    await cn.getByRole('button', { name: 'Close' }).click();
    const first = await openForm(cn, 'Confirm completion');
    await first.getByRole('button', { name: 'Confirm for our side' }).dblclick();
    await said(cn);
    await second.getByRole('button', { name: 'Confirm for our side' }).click();
    await second.getByText(/One side consented by CN, position \d+/).waitFor();
    await second.getByRole('button', { name: 'I have seen it; let me send it' }).click();
    await second.getByRole('button', { name: 'Confirm for our side' }).dblclick();
    await said(pk);
    for (const tab of [works, pk, cn]) await status(tab, /^Completed/);

    expect((await recorded(id)).slice(before.length)).toEqual([
      'CommitmentAdopted',
      'ProgressReported',
      'CommitmentBlocked',
      'CommitmentUnblocked',
      'CompletionReported',
      'CompletionNotAccepted',
      'CompletionReported',
      'ConsentGiven',
      'ConsentGiven',
      'CompletionConfirmed',
    ]);
    for (const tab of [works, pk, cn]) {
      expect(await tab.locator('main img, main script').count()).toBe(0);
      expect(await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    }
  }, 180_000);
});
