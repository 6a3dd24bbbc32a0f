import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { realPage } from './browser.js';
import { importMadeUp, madeUpForum } from './made-up-forum.js';
import { changedFrom, type Answer } from './matrix-answers.js';

const page = await realPage({ prepare: (folder) => importMadeUp(folder, { sessions: 12, commitments: 40 }) });
const forum = `/forums/${madeUpForum}`;
const session = (n: number) => `${madeUpForum}.${n}`;

const bar = (tab: Page) => tab.getByRole('region', { name: 'As of' });
const hollow = (tab: Page) => bar(tab).getByRole('slider', { name: 'Compared with' });
const solid = (tab: Page) => bar(tab).getByRole('slider', { name: 'Moment' });
const asked = (tab: Page, name: string) => new URL(tab.url()).searchParams.get(name);
const arrive = (tab: Page, name: string, value: string | null, timeout = 20_000) =>
  tab.waitForFunction(([key, it]) => new URL(location.href).searchParams.get(key) === it, [name, value] as const, {
    timeout,
  });
interface Moment {
  readonly asOf?: string;
  readonly asOfBasis?: string;
  readonly signedOnly?: string;
}
const given = (parameters: object) =>
  Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined)) as Record<string, string>;
const query = (parameters: object) => new URLSearchParams(given(parameters)).toString();
const settled = (tab: Page) => tab.locator('main[aria-busy=false]').waitFor();
const ids = (tab: Page) => tab.locator('.mx tbody .id').allInnerTexts();
const columns = (tab: Page) =>
  tab.locator('.mx thead tr > *').evaluateAll((all) =>
    all.map((it) => {
      const { x, width } = it.getBoundingClientRect();
      return [Math.round(x), Math.round(width)];
    }),
  );
/** Where a session stands on the line of time. */
const stop = async (tab: Page, n: number) => {
  const { x, y, width, height } = (await bar(tab)
    .locator('.se')
    .nth(n - 1)
    .boundingBox())!;
  return [x + width / 2, y + height / 2] as const;
};

const comparedWithSession9 = async (): Promise<Page> => {
  const tab = await page.open(`${forum}?density=compact`);
  await tab.getByRole('button', { name: 'Compare' }).click();
  await tab
    .getByRole('dialog', { name: 'Compare' })
    .getByRole('link', { name: /^session 9/ })
    .click();
  return tab;
};

page.describe('Two moments', () => {
  it('are chosen by two handles: by keys, typed and dragged, and each by its own basis', async () => {
    const tab = await comparedWithSession9();
    await arrive(tab, 'against', session(9));
    await bar(tab).getByText('You compare the close of session 9 with now').waitFor();
    expect(await hollow(tab).getAttribute('aria-valuetext')).toMatch(/^Close of session 9, 12 January 2014/);
    await tab.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Compared with');
    await tab.keyboard.press('ArrowLeft');
    await arrive(tab, 'against', session(8));
    await tab.keyboard.press('5');
    await tab.getByRole('textbox', { name: /^Compared with/ }).fill('s5');
    await tab.keyboard.press('Enter');
    await arrive(tab, 'against', session(5));
    await solid(tab).focus();
    await tab.keyboard.press('ArrowLeft');
    await arrive(tab, 'asOf', session(12));
    await settled(tab);

    const from = (await solid(tab).boundingBox())!;
    await tab.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await tab.mouse.down();
    await tab.mouse.move(...(await stop(tab, 10)), { steps: 4 });
    await tab.mouse.up();
    await arrive(tab, 'asOf', session(10));
    // The second moment does not pass the first one.
    await tab.mouse.move(...(await stop(tab, 10)));
    await tab.mouse.down();
    await tab.mouse.move(...(await stop(tab, 2)), { steps: 4 });
    await tab.mouse.up();
    await arrive(tab, 'asOf', session(5));
    await tab.keyboard.press('End');
    await arrive(tab, 'asOf', null);

    const first = bar(tab).getByRole('group', { name: 'The first' });
    await first.getByText('What had happened').click();
    await arrive(tab, 'againstBasis', 'occurred');
    await bar(tab).getByText('The first by what had happened', { exact: false }).waitFor();
    const said = await bar(tab).locator('.say').innerText();
    await tab.reload();
    await bar(tab).getByText('You compare').waitFor();
    expect(await bar(tab).locator('.say').innerText()).toBe(said);
    expect(await first.getByRole('radio', { name: 'What had happened' }).isChecked()).toBe(true);
    expect(await tab.title()).toMatch(/now against the close of session 5 · JWG Ledger$/);

    await tab.getByRole('navigation', { name: 'Of this forum' }).getByRole('link', { name: 'Sessions' }).click();
    await tab.getByRole('row', { name: /Session 12/ }).waitFor();
    await tab.getByText('You compare').waitFor({ state: 'detached' });
  }, 90_000);

  it('are compared: what changed, how it stood then, and which sessions are new', async () => {
    const tab = await comparedWithSession9();
    const since = tab.getByRole('group', { name: 'Since then' });
    await since.waitFor();
    expect(new URL(tab.url()).searchParams.get('against')).toBe(`${madeUpForum}.9`);
    const count = async (name: RegExp) => Number(/\d+/.exec(await since.getByRole('link', { name }).innerText())![0]);
    const [changed, unchanged] = [await count(/^\d+ changed$/), await count(/unchanged/)];
    expect([changed + unchanged, (await ids(tab)).length]).toEqual([40, changed]);
    expect(await tab.locator('thead .fresh').allInnerTexts()).toHaveLength(3);
    expect(await tab.getByRole('columnheader', { name: /^Session 4 / }).count()).toBe(0);
    expect(await tab.locator('.then .new').count()).toBe(await count(/appeared/));
    await since.getByRole('link', { name: /closed/ }).click();
    await tab.waitForFunction((n) => document.querySelectorAll('.mx tbody tr').length === n, await count(/closed/));
    expect(await tab.locator('.then s').count()).toBe(await count(/closed/));
    await tab.getByRole('region', { name: 'As of' }).getByRole('link', { name: 'Stop comparing' }).click();
    await since.waitFor({ state: 'detached' });
    expect(new URL(tab.url()).search).toBe('?density=compact');
  });

  it('differ as the API says, and as two of its matrices do', async () => {
    const tab = await page.open(`${forum}?density=compact&against=${session(6)}`);
    const answer = async <T>(path: string, parameters: object): Promise<T> => {
      const told = await tab.request.get(`${page.server.url}/v1${path}?limit=500`, { params: { ...parameters } });
      return (await told.json()) as T;
    };
    const of = (asOf?: string, more: object = {}) => ({ ...(asOf !== undefined && { asOf }), ...more });
    const pairs: readonly (readonly [Moment, Moment])[] = [
      [of(session(6)), of()],
      [of(session(4)), of(session(9))],
      [of('200'), of(session(10), { asOfBasis: 'occurred' })],
      [of(session(11)), of(session(11), { asOfBasis: 'occurred' })],
      [of(session(9)), of(session(3))],
      [of(), of(undefined, { signedOnly: 'true' })],
    ];
    for (const [then, now] of pairs) {
      const against = {
        against: then.asOf,
        againstBasis: then.asOfBasis,
        againstSigned: String(then.signedOnly ?? false),
      };
      await tab.goto(`${page.server.url}${forum}?${query({ density: 'compact', ...against, ...now })}`);
      const since = tab.getByRole('group', { name: 'Since then' });
      await since.waitFor();
      await settled(tab);
      const asked = {
        forum: madeUpForum,
        ...{ from: then.asOf, fromBasis: then.asOfBasis, fromSigned: then.signedOnly },
        ...{ to: now.asOf, toBasis: now.asOfBasis, toSigned: now.signedOnly },
      };
      const diff = await answer<{ changes: { id: string }[]; unchanged: number }>('/diff', given(asked));
      const shown = (await ids(tab)).map((id) => `${madeUpForum}.${id}`).sort();
      expect([then, now, shown]).toEqual([then, now, diff.changes.map(({ id }) => id).sort()]);
      const words = await since.innerText();
      expect(words).toContain(`${diff.unchanged} unchanged`);
      const matrix = async (moment: Moment) => answer<Answer>(`${forum}/matrix`, moment);
      for (const [kind, found] of Object.entries(changedFrom(await matrix(then), await matrix(now)))) {
        const told = Number(new RegExp(`(\\d+)\\s+${kind}`).exec(words)?.[1] ?? 0);
        expect([then, now, kind, told]).toEqual([then, now, kind, found]);
      }
    }
  }, 90_000);

  it('tell of a commitment what changed and by which events, by keys alone', async () => {
    const tab = await comparedWithSession9();
    await tab.getByRole('link', { name: /slipped/ }).click();
    await arrive(tab, 'changed', 'slipped');
    await settled(tab);
    await tab.getByRole('grid').getByRole('rowheader').first().focus();
    await tab.keyboard.press('End');
    await tab.keyboard.press('ArrowLeft');
    await tab.keyboard.press('Enter');
    const told = tab.getByRole('dialog', { name: /^What changed of / });
    const events = told.getByRole('list', { name: 'Events' }).getByRole('link');
    await events.first().waitFor();
    expect(asked(tab, 'diff')).toMatch(/^\d+\.c\d+$/);
    expect(await told.locator('.ways').innerText()).toMatch(/Due \d+ days? later .*→/);
    await tab.keyboard.press('Escape');
    await told.waitFor({ state: 'detached' });
    expect(await tab.evaluate(() => document.activeElement?.className)).toContain('then');
    await tab.keyboard.press('Enter');
    await events.first().focus();
    await tab.keyboard.press('Enter');
    await tab.waitForURL(/\/commitments\/[^#]*#p\d+$/);
    await tab.waitForFunction(() => document.activeElement?.id === location.hash.slice(1));
  });

  it('may be one, by all that is recorded and by what is signed alone', async () => {
    const tab = await page.open(`${forum}?density=compact`);
    await tab.getByRole('button', { name: 'Compare' }).click();
    await tab.getByRole('link', { name: 'All that is recorded with what is signed alone' }).click();
    await bar(tab).getByText('The first counts all, the second what is signed alone.').waitFor();
    await tab.getByRole('group', { name: 'Since then' }).waitFor();
    expect(await tab.title()).toMatch(/now, signed alone against now · JWG Ledger$/);
    const first = bar(tab).getByRole('switch', { name: 'The first: signed only' });
    await first.focus();
    await tab.keyboard.press('Space');
    await arrive(tab, 'againstSigned', 'true');
    await tab.getByText('Nothing changed between these two moments.').waitFor();
  });

  it('show what left the filters between them', async () => {
    const tab = await page.open(`${forum}?density=compact&against=${session(8)}&status=inProgress`);
    const left = tab.getByRole('row').filter({ hasText: 'left the filters' });
    await left.first().waitFor();
    for (const row of await left.all()) {
      expect(await row.locator('.then').innerText()).toMatch(/in progress/i);
      expect(await row.locator('.now').innerText()).not.toMatch(/^In progress/);
    }
  });
});

page.describe('While the moment is dragged', () => {
  it('columns and rows keep their places, and what is not known then is veiled without a word', async () => {
    const tab = await page.open(`${forum}?density=compact`);
    await tab.getByRole('grid').waitFor();
    await settled(tab);
    await tab.keyboard.press('t');
    await solid(tab).waitFor();
    const before = await columns(tab);
    const from = (await solid(tab).boundingBox())!;
    await tab.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await tab.mouse.down();
    // Once more where the line moved while it was dragged along it.
    for (let n = 0; n < 3 && asked(tab, 'asOf') !== session(5); n += 1) {
      await tab.mouse.move(...(await stop(tab, 5)), { steps: 6 });
      await arrive(tab, 'asOf', session(5), 5_000).catch(() => undefined);
    }
    await tab.getByRole('rowheader', { name: /^5\.c1 / }).waitFor();
    expect(await columns(tab)).toEqual(before);
    expect(await tab.locator('.mx thead .veil').count()).toBe(7);
    const known = await ids(tab);
    expect(known.at(-1)).toMatch(/^5\./);
    expect(await tab.locator('.mx tbody tr.veiled').count()).toBe(40 - known.length);
    expect(await tab.locator('.mx thead').innerText()).not.toMatch(/201[1-9]/);
    expect(await tab.locator('.mx tbody').innerText()).not.toMatch(/Withdrawn|201[5-9]/);
    expect((await tab.locator('.mx .veil').allInnerTexts()).join('').trim()).toBe('');
    await tab.mouse.up();
    await tab.getByRole('columnheader', { name: '7 later sessions' }).waitFor();
    expect(await tab.locator('.mx .veiled').count()).toBe(0);
    expect(await ids(tab)).toEqual(known);
    expect(asked(tab, 'asOf')).toBe(session(5));
  }, 60_000);
});
