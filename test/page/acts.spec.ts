import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { rowsAreThere } from '../server.js';
import { realPage } from './browser.js';

const page = await realPage();

const stza = ['--role', 'focalPoint', '--side', 'PK', '--institution', 'pk-stza', '--name', 'stza'];
const pakistan = ['--role', 'secretariat', '--side', 'PK', '--name', 'secretariat of Pakistan'];
const china = ['--role', 'secretariat', '--side', 'CN', '--name', 'secretariat of China'];

/** The types of what is recorded of a commitment, in order. */
const recorded = async (id: string): Promise<string[]> => {
  await rowsAreThere(page.server.url);
  const answer = await fetch(`${page.server.url}/v1/commitments/${id}/timeline?limit=500`, {
    headers: { authorization: `Bearer ${await page.tokenOf(pakistan)}` },
  });
  const { entries } = (await answer.json()) as { entries: { type: string }[] };
  return entries.map(({ type }) => type);
};
const countOf = async (id: string, type: string) => (await recorded(id)).filter((it) => it === type).length;

const openForm = async (tab: Page, name: string) => {
  await tab.getByRole('button', { name, exact: true }).click();
  return tab.getByRole('form', { name: new RegExp(name) });
};

page.describe('What staff record on the page', () => {
  it('is told beforehand, recorded once however often it is clicked, and seen at once by the other side', async () => {
    const id = 'cpec-jwg-st.2.c3';
    const other = await page.open(`/commitments/${id}`, { as: china });
    await other.getByText('Live', { exact: false }).first().waitFor();
    const tab = await page.open(`/commitments/${id}`, { as: stza });
    const form = await openForm(tab, 'Report progress');
    await form.getByLabel('What has been done').fill('Two incubators opened in the Islamabad zone.');
    await form.getByText('The status moves from not started to in progress (rule T6).').waitFor();
    expect(await countOf(id, 'ProgressReported')).toBe(0);
    await form.getByRole('button', { name: 'Report', exact: true }).dblclick();
    await tab.getByText(/Recorded at position \d+\./).waitFor();
    expect(await countOf(id, 'ProgressReported')).toBe(1);
    await tab.getByText('Two incubators opened', { exact: false }).first().waitFor();
    await other.getByText('Two incubators opened', { exact: false }).first().waitFor();
  }, 90_000);

  it('is kept while it is written: over a reload, and for nobody else at the same browser', async () => {
    const tab = await page.open('/commitments/cpec-jwg-st.2.c4', { as: stza });
    await (await openForm(tab, 'Report progress')).getByLabel('What has been done').fill('A first event is planned.');
    await tab.reload();
    const form = await openForm(tab, 'Report progress');
    expect(await form.getByLabel('What has been done').inputValue()).toBe('A first event is planned.');
    await form.getByText('Found again as you left it.').waitFor();
    await tab.goBack();
    await tab.goForward();
    expect(await (await openForm(tab, 'Report progress')).getByLabel('What has been done').inputValue()).toBe(
      'A first event is planned.',
    );
    expect(await countOf('cpec-jwg-st.2.c4', 'ProgressReported')).toBe(0);
    await tab.context().setExtraHTTPHeaders({ authorization: `Bearer ${await page.tokenOf(pakistan)}` });
    await tab.reload();
    const others = await openForm(tab, 'Report progress');
    expect(await others.getByLabel('What has been done').inputValue()).toBe('');
  }, 90_000);

  it('is not sent over what somebody else changed meanwhile; it is sent once its writer has seen that', async () => {
    const id = 'cpec-jwg-st.2.c1';
    const tab = await page.open(`/commitments/${id}`, { as: pakistan });
    const form = await openForm(tab, 'Put on hold');
    await form.getByLabel('What holds it up').fill('The site was flooded.');
    await form.getByRole('button', { name: 'Record that it is on hold' }).isEnabled();
    const other = await page.open(`/commitments/${id}`, { as: stza });
    const report = await openForm(other, 'Report progress');
    await report.getByLabel('What has been done').fill('The fence stands.');
    await report.getByRole('button', { name: 'Report', exact: true }).click();
    await other.getByText(/Recorded at position/).waitFor();
    await form.getByRole('button', { name: 'Record that it is on hold' }).click();
    await form.getByText('It changed while you were writing.', { exact: false }).waitFor();
    expect(await countOf(id, 'CommitmentBlocked')).toBe(0);
    expect(await form.getByLabel('What holds it up').inputValue()).toBe('The site was flooded.');
    await form.getByRole('button', { name: 'I have seen it; let me send it' }).click();
    await form.getByRole('button', { name: 'Record that it is on hold' }).click();
    await tab.getByText(/Recorded at position/).waitFor();
    expect(await countOf(id, 'CommitmentBlocked')).toBe(1);
  }, 90_000);

  it('is recorded once when the line was cut while it was sent', async () => {
    const id = 'cpec-jwg-st.2.c2';
    const before = await countOf(id, 'ProgressReported');
    const tab = await page.open(`/commitments/${id}`, { as: stza });
    const form = await openForm(tab, 'Report progress');
    await form.getByLabel('What has been done').fill('The course was held a second time.');
    await form.getByText('What this will do').waitFor();
    // The command arrives; its answer does not.
    await tab.route('**/progress-reports', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await form.getByRole('button', { name: 'Report', exact: true }).click();
    await form.getByText('No answer came', { exact: false }).waitFor();
    await tab.unroute('**/progress-reports');
    await form.getByRole('button', { name: 'Send it again' }).click();
    await tab.getByText(/Recorded at position/).waitFor();
    expect(await countOf(id, 'ProgressReported')).toBe(before + 1);
  }, 90_000);

  it('is asked for again when the page was closed while it was sent', async () => {
    const id = 'cpec-jwg-st.2.c2';
    const before = await countOf(id, 'ProgressReported');
    const tab = await page.open(`/commitments/${id}`, { as: stza });
    const form = await openForm(tab, 'Report progress');
    await form.getByLabel('What has been done').fill('The course is held every year.');
    let arrived = () => {};
    const there = new Promise<void>((resolve) => (arrived = resolve));
    await tab.route('**/progress-reports', async (route) => {
      await route.fetch();
      arrived();
    });
    await form.getByRole('button', { name: 'Report', exact: true }).click();
    await there;
    await tab.reload();
    await tab.unrouteAll({ behavior: 'ignoreErrors' });
    const again = await openForm(tab, 'Report progress');
    await again.getByText('No answer came', { exact: false }).waitFor();
    await again.getByRole('button', { name: 'Send it again' }).click();
    await tab.getByText(/Recorded at position/).waitFor();
    expect(await countOf(id, 'ProgressReported')).toBe(before + 1);
  }, 90_000);

  it('is reported from the board of one’s institution: open, write, report', async () => {
    const id = 'cpec-jwg-st.2.c4';
    const before = await countOf(id, 'ProgressReported');
    const tab = await page.open('/institutions/pk-stza', { as: [...stza.slice(0, -1), 'another of stza'] });
    const row = tab.getByRole('row', { name: /Knowledge exchange events/ });
    await row.getByRole('button', { name: 'Report progress' }).click();
    const form = tab.getByRole('form', { name: /Report progress/ });
    await form.getByLabel('What has been done').fill('The first event was held.');
    await form.getByRole('button', { name: 'Report', exact: true }).click();
    await tab.getByText(/Recorded at position/).waitFor();
    expect(await countOf(id, 'ProgressReported')).toBe(before + 1);
  }, 90_000);

  it('is a signature, where a co-chair’s side has not signed', async () => {
    const id = 'sample-group.1';
    const tab = await page.open(`/sessions/${id}`, {
      as: ['--role', 'coChair', '--side', 'B', '--name', 'chair of B'],
    });
    await tab.getByRole('heading', { level: 1 }).waitFor();
    const offered = tab.getByRole('button', { name: 'Record our signature' });
    await offered.click();
    const form = tab.getByRole('form', { name: /Record our signature/ });
    await form.getByLabel('Year').fill('2024');
    await form.getByLabel('Month').selectOption('06');
    await form.getByLabel('Day').fill('3');
    // The demo corrected the record after the draft, so nobody can sign that version: the rules say so before it is sent.
    await form.getByText('What this will do').waitFor();
    await form.getByRole('button', { name: 'Record that our side has signed' }).and(tab.locator(':disabled')).waitFor();
    expect(await form.locator('.will-do .note').innerText()).toMatch(/version/);
  }, 90_000);

  it('is not offered in the past', async () => {
    const tab = await page.open('/commitments/cpec-jwg-st.2.c1?asOf=60', { as: stza });
    await tab.getByRole('heading', { level: 1, name: /Support STZA/ }).waitFor();
    await tab.getByText('In the past nothing can be recorded.', { exact: false }).waitFor();
    expect(await tab.getByRole('button', { name: 'Report progress' }).count()).toBe(0);
  });

  it('is offered to nobody who may not record it', async () => {
    const tab = await page.open('/commitments/cpec-jwg-st.2.c1');
    await tab.getByRole('heading', { level: 1, name: /Support STZA/ }).waitFor();
    expect(await tab.getByRole('button', { name: 'Report progress' }).count()).toBe(0);
  });
});
