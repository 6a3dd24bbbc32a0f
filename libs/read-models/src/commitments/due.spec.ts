import { describe, expect, it } from '@jest/globals';
import { rowsAt } from '../as-of/as-of.js';
import { board } from '../responsibilities/board.js';
import { followedRows } from '../testing/followed-rows.js';
import { undertaking } from '../testing/frame.js';
import { History } from '../testing/history.js';
import { databases } from '../../../../test/postgres.js';
import { commitmentList } from './list.js';
import { matrix } from './matrix.js';

/** One commitment of `st`, due as given; `jcc` is the parent. */
const decided = (due: object) =>
  new History()
    .forum('jcc')
    .forum('st')
    .on('2022-04-20')
    .session('st.1', (s) => s.append('st.1', 'DecisionTaken', { undertakings: [undertaking('st.1.c1', { due })] }));
const cancelled = (history: History, id: string) =>
  history
    .append(id, 'SessionScheduled', { plannedOn: '2022-10-01' })
    .append(id, 'SessionCancelled', { reason: 'Travel' });

const answers = async (history: History, on: string) => {
  const asked = history.asked(on);
  const { items } = await commitmentList(asked, {});
  return {
    flags: items[0]!.flags.filter((it) => it === 'overdue' || it === 'undated'),
    dueBefore2024: (await commitmentList(asked, { dueBefore: '2024-01-01' })).items.length,
    onTheBoard: (await board(asked, 'pk-most')).lead.map(({ flags }) => flags.includes('overdue')),
  };
};

describe('A commitment that is due by a session and a date', () => {
  const both = () => decided({ session: 'st.2', date: '2024-12-31' }).on('2023-06-16').session('st.2');

  it('is due on the earlier of both, for every question', async () => {
    expect(await answers(both(), '2023-07-01')).toEqual({ flags: ['overdue'], dueBefore2024: 1, onTheBoard: [true] });
    const early = decided({ session: 'st.2', date: '2023-01-31' }).on('2023-06-16').session('st.2');
    expect(await answers(early, '2023-02-01')).toMatchObject({ flags: ['overdue'], dueBefore2024: 1 });
  });
});

describe('A commitment that is due by a session that was cancelled', () => {
  const postponed = () => cancelled(decided({ session: 'st.2' }).on('2022-09-01'), 'st.2');

  it('is visibly without a date while no other session is known', async () =>
    expect(await answers(postponed(), '2023-01-01')).toEqual({
      flags: ['undated'],
      dueBefore2024: 0,
      onTheBoard: [false],
    }));
  it('is due by the next one that is to be held, and overdue when that has concluded', async () => {
    const next = cancelled(postponed(), 'st.3').append('st.5', 'SessionScheduled', { plannedOn: '2023-03-01' });
    expect(await answers(next, '2023-01-01')).toEqual({ flags: [], dueBefore2024: 1, onTheBoard: [false] });
    next.on('2023-03-01').append('st.5', 'SessionOpened', {}).append('st.5', 'SessionConcluded', {});
    expect(await answers(next, '2023-03-02')).toEqual({ flags: ['overdue'], dueBefore2024: 1, onTheBoard: [true] });
  });
  it('keeps its date where it has one besides', async () => {
    const dated = cancelled(decided({ session: 'st.2', date: '2023-12-31' }), 'st.2');
    expect(await answers(dated, '2023-01-01')).toEqual({ flags: [], dueBefore2024: 1, onTheBoard: [false] });
  });
});

describe('A commitment that is due by a session of which nothing is known', () => {
  it('is not undated, and is overdue when a later one has concluded', async () => {
    const history = decided({ session: 'st.2' });
    expect((await answers(history, '2023-01-01')).flags).toEqual([]);
    expect((await answers(history.on('2023-03-01').session('st.3'), '2023-03-02')).flags).toEqual(['overdue']);
  });
});

describe.each(await databases())('A commitment that is due by a session of the parent, in $name', ({ fresh }) => {
  it.each([
    {},
    { forum: 'st' },
    { forum: 'st', asOfBasis: 'occurred' },
    { forum: 'st', signedOnly: true },
    { asOfBasis: 'occurred' },
  ] as const)('is overdue when that has concluded: %j', async (question) => {
    const history = decided({ session: 'jcc.2' });
    history.append('st.1', 'MinutesDrafted', { statementIds: ['st.1.s1'] }).bothSign('st.1', { adopts: ['st.1.c1'] });
    history.on('2022-10-01').session('jcc.2');
    const rows = await followedRows(history.events, await fresh());
    const asked = await rowsAt(rows, history.store, { now: '2023-01-01T00:00:00.000Z', ...question });
    const { commitments } = (await matrix(asked, 'st'))!;
    expect(commitments[0]!.flags).toContain('overdue');
    expect((await commitmentList(asked, { forum: 'st', dueBefore: '2024-01-01' })).items).toHaveLength(1);
    await rows.close();
  });
});
