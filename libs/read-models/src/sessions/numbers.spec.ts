import { afterAll, describe, expect, it } from '@jest/globals';
import { databases } from '../../../../test/postgres.js';
import { rowsAt } from '../as-of/as-of.js';
import { commitmentList } from '../commitments/list.js';
import { matrix } from '../commitments/matrix.js';
import { moments } from '../journal/moments.js';
import { overview } from '../overview/overview.js';
import type { Rows } from '../rows/open-rows.js';
import { followedRows } from '../testing/followed-rows.js';
import { undertaking } from '../testing/frame.js';
import { History } from '../testing/history.js';
import { sessionList } from './list.js';
import { sessionRecord } from './record.js';

const [embedded] = await databases();
const open: Rows[] = [];
afterAll(() => Promise.all(open.map((rows) => rows.close())));
const followed = async (history: History): Promise<Rows> => {
  const rows = await followedRows(history.events, await embedded!.fresh());
  open.push(rows);
  return rows;
};

describe('a sitting that is the 6th of one forum and the 2nd of the other', () => {
  /** The committee has sessions 1 and 3; the group's sitting 6 was its second, though recorded as held after the third. */
  const counted = (numbers?: Record<string, number>) => {
    const history = new History().forum('jcc').forum('st');
    history.on('2021-01-10').session('jcc.1').on('2023-01-10').session('jcc.3').on('2024-05-10');
    history.append('st.6', 'SessionScheduled', { alsoServes: ['jcc'], ...(numbers && { numbers }) });
    history.append('st.6', 'SessionOpened', {}).append('st.6', 'SessionConcluded', {});
    return history;
  };
  const numbered = async (history: History, forum: string) => {
    const asked = history.asked();
    const [{ sessions: listedOnes }, { sessions: columns }, { sessions: stops }, { forums: all }] = [
      (await sessionList(asked, forum))!,
      (await matrix(asked, forum))!,
      (await moments(asked, forum))!,
      await overview(asked),
    ];
    const shown = all.find(({ id }) => id === forum)!.sessions;
    const [first, ...others] = [listedOnes, columns, stops, shown].map((some) =>
      some.map(({ id, number }) => `${id}: ${number ?? 'no number'}`),
    );
    for (const other of others) expect(other).toEqual(first);
    return first;
  };

  it('has that number in each one’s list, matrix, line of time and overview, and stands in the order of it', async () => {
    const history = counted({ jcc: 2 });
    expect(await numbered(history, 'jcc')).toEqual(['jcc.1: 1', 'st.6: 2', 'jcc.3: 3']);
    expect(await numbered(history, 'st')).toEqual(['st.6: 6']);
  });

  it('stands where its day puts it, without a number, in a forum that does not count it', async () =>
    expect(await numbered(counted(), 'jcc')).toEqual(['jcc.1: 1', 'jcc.3: 3', 'st.6: no number']));

  it('has its corrected number from the correction on, by what was recorded; by what occurred, always', async () => {
    const history = counted({ jcc: 4 });
    const before = String(history.at());
    const { id: eventId } = history.events.findLast(({ type }) => type === 'SessionScheduled')!;
    history.append('st.6', 'RecordCorrected', {
      ...{ eventId, field: 'numbers', old: { jcc: 4 }, new: { jcc: 2 }, reason: 'Mistyped' },
    });
    const rows = await followed(history);
    const order = async (question: object) => {
      const asked = await rowsAt(rows, history.store, { now: '2026-01-01T00:00:00.000Z', ...question });
      return (await sessionList(asked, 'jcc'))!.sessions.map(({ id, number }) => `${id}: ${number}`);
    };
    const right = ['jcc.1: 1', 'st.6: 2', 'jcc.3: 3'];
    expect(await order({ asOf: before })).toEqual(['jcc.1: 1', 'jcc.3: 3', 'st.6: 4']);
    expect(await order({})).toEqual(right);
    expect(await order({ asOfBasis: 'occurred' })).toEqual(right);
    expect(await order({ asOfBasis: 'occurred', asOf: '2024-06-01', forum: 'jcc' })).toEqual(right);
  });

  it('is found by each number that it has, also as the moment of a question', async () => {
    const history = counted({ jcc: 2 });
    expect((await sessionRecord(history.asked(), 'jcc.2'))!).toMatchObject({ id: 'st.6', numbers: { jcc: 2 } });
    expect(await sessionRecord(history.asked(), 'jcc.4')).toBeUndefined();
    const rows = await followed(history);
    const asked = await rowsAt(rows, history.store, { now: '2026-01-01T00:00:00.000Z', asOf: 'jcc.2' });
    expect(asked.on).toBe('2024-05-10');
  });

  it('is the session by which something is due under its number there, and silent where nothing was said of it', async () => {
    const history = new History().forum('jcc').forum('st').on('2021-01-10');
    history.session('jcc.1', (s) =>
      s.append('jcc.1', 'DecisionTaken', { undertakings: [undertaking('jcc.1.c1', { due: { session: 'jcc.2' } })] }),
    );
    history.on('2022-05-10').append('st.6', 'SessionScheduled', { alsoServes: ['jcc'], numbers: { jcc: 2 } });
    const flags = async () => (await commitmentList(history.asked(), { forum: 'jcc' })).items[0]!.flags;
    expect(await flags()).not.toContain('overdue');
    history.append('st.6', 'SessionOpened', {}).append('st.6', 'SessionConcluded', {});
    expect(await flags()).toEqual(expect.arrayContaining(['overdue', 'silent(1)']));
  });
});
