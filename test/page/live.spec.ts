import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Matrix } from '../../apps/web/src/api/types.gen.js';
import { realPage } from './browser.js';
import { lineTo } from './line.js';

const page = await realPage();
const forum = '/forums/cpec-jwg-st';
const stza = ['--role', 'focalPoint', '--side', 'PK', '--institution', 'pk-stza', '--name', 'stza'];
const recorder = ['--role', 'recorder', '--name', 'recorder'];

let cursor = '';

/** Records something elsewhere than in the tab that is looked at, as somebody who knows what was recorded before. */
const tell = async (as: readonly string[], path: string, body: object): Promise<void> => {
  const headers = { authorization: `Bearer ${await page.tokenOf(as)}` };
  const subject = /^\/v1\/(?:sessions|commitments)\/[^/]+/.exec(path)?.[0];
  const read = subject && (await fetch(`${page.server.url}${subject}${cursor && `?atLeast=${cursor}`}`, { headers }));
  const seen = read && read.headers.get('etag');
  const answer = await fetch(page.server.url + path, {
    method: 'POST',
    headers: {
      ...headers,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      ...(seen && { 'if-match': seen }),
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
  ({ cursor = '' } = (await answer.json()) as { cursor?: string });
};
const report = (id: string) =>
  tell(stza, `/v1/commitments/cpec-jwg-st.${id}/progress-reports`, { narrative: 'Work began.' });
const block = (id: string) => tell(stza, `/v1/commitments/cpec-jwg-st.${id}/block`, { cause: 'The site was flooded.' });

const row = (tab: Page, id: string) => tab.locator(`tr[data-row="cpec-jwg-st.${id}"]`);
const live = (tab: Page) => tab.locator('.live.live').waitFor();
const stands = (tab: Page, id: string, status: string) =>
  row(tab, id).locator('.now').getByText(status, { exact: true }).waitFor();

/** Where everything stands, and what has the focus. */
const places = (tab: Page) =>
  tab.evaluate(() => {
    const box = document.querySelector('.mx-box')!;
    const cell = document.activeElement;
    return {
      scrolled: [scrollY, box.scrollTop, box.scrollLeft],
      focus: [cell?.closest('tr')?.getAttribute('data-row'), cell?.getAttribute('data-column')],
      columns: [...document.querySelectorAll('.mx thead th')].map((it) => {
        const { x, y, width } = it.getBoundingClientRect();
        return [x, y, width];
      }),
      rows: [...document.querySelectorAll('.mx tbody tr')].map((it) => it.getBoundingClientRect().y),
    };
  });

page.describe('What is recorded elsewhere', () => {
  it('changes its cell in place: nothing else moves, and the focus stays', async () => {
    const tab = await page.open(`${forum}?density=comfortable`, { viewport: { width: 1100, height: 420 } });
    await row(tab, '2.c3').waitFor();
    await live(tab);
    await tab.getByRole('grid').locator('[tabindex="0"]').focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight']) await tab.keyboard.press(key);
    await tab.locator('.mx-box').evaluate((box) => box.scrollBy(0, 40));
    await tab.waitForFunction(() => document.activeElement?.getAttribute('data-column') === '1');
    const before = await places(tab);
    expect(before.focus).toEqual(['cpec-jwg-st.2.c2', '1']);
    const asked = tab.waitForResponse((it) => it.url().includes('/matrix?'));
    await report('2.c3');
    await row(tab, '2.c3').locator('.now.changed').waitFor();
    expect(await tab.locator('td.changed').count()).toBe(1);
    await stands(tab, '2.c3', 'In progress');
    expect(await places(tab)).toEqual(before);
    const answer = (await (await asked).json()) as Matrix;
    expect((await asked).url()).toContain('changedSince=');
    expect([answer.commitments.map(({ id }) => id), answer.order?.length]).toEqual([['cpec-jwg-st.2.c3'], 6]);
    await tab.locator('td.changed').waitFor({ state: 'detached' });
    await tab
      .locator('.live [aria-live]')
      .filter({ hasText: /change/ })
      .waitFor({ state: 'attached' });
  }, 90_000);

  it('waits where it would move columns and rows, until the reader asks for it', async () => {
    const tab = await page.open(forum);
    await row(tab, '2.c3').waitFor();
    await live(tab);
    const before = await places(tab);
    await tell(recorder, '/v1/sessions', { sessionId: 'cpec-jwg-st.3', plannedOn: '2024-05-06', mode: 'virtual' });
    await tell(recorder, '/v1/sessions/cpec-jwg-st.3/opening', { openedOn: '2024-05-06' });
    await tell(recorder, '/v1/sessions/cpec-jwg-st.3/decisions', {
      text: { en: 'Both sides agreed to hold a fair of science.' },
      undertakings: [{ kind: 'meetingOrVisit', title: { en: 'Fair of science' }, lead: ['pk-stza'] }],
    });
    const told = tab.getByText('1 new session, 1 new commitment');
    await told.waitFor();
    expect(await places(tab)).toEqual(before);
    await told.getByRole('button', { name: 'Show' }).click();
    await tab.getByRole('columnheader', { name: /Session 3/ }).waitFor();
    await row(tab, '3.c1').getByText('Fair of science').waitFor();
    expect(await told.count()).toBe(0);
  }, 90_000);

  it('comes by one stream for all tabs of a browser, and goes on when the tab that reads it is closed', async () => {
    const first = await page.open('/icon.svg');
    const streams: string[] = [];
    first.context().on('request', (request) => {
      if (request.url().includes('/v1/changes/stream')) streams.push(request.url());
    });
    await first.goto(page.server.url + forum);
    await live(first);
    const second = await first.context().newPage();
    await second.goto(page.server.url + forum);
    await row(second, '2.c4').waitFor();
    await live(second);
    await report('2.c4');
    for (const tab of [first, second]) await stands(tab, '2.c4', 'In progress');
    expect(streams).toHaveLength(1);
    const taken = second.waitForRequest('**/v1/changes/stream*');
    await first.close();
    await taken;
    await block('2.c4');
    await stands(second, '2.c4', 'On hold');
    expect(streams).toHaveLength(2);
  }, 90_000);

  it('is not missed while the line is cut', async () => {
    const line = await lineTo(page.server.url);
    const tab = await page.open('/icon.svg');
    await tab.goto(line.url + forum);
    await row(tab, '2.c2').waitFor();
    await live(tab);
    line.cut();
    await tab.getByText(/Line lost since \d\d:\d\d/).waitFor();
    await block('2.c2');
    line.mend();
    await stands(tab, '2.c2', 'On hold');
    await live(tab);
    await tab.context().close();
    await line.close();
  }, 90_000);

  it('is not missed between the first answer and the beginning of the stream', async () => {
    const tab = await page.open('/icon.svg');
    let begin = () => {};
    const told = new Promise<void>((resolve) => (begin = resolve));
    await tab.route('**/v1/changes/stream*', async (route) => {
      await told;
      await route.continue();
    });
    await tab.goto(page.server.url + forum);
    await row(tab, '2.c1').waitFor();
    await block('2.c1');
    begin();
    await stands(tab, '2.c1', 'On hold');
  }, 90_000);
});
