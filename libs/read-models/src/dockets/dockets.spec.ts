import { describe, expect, it } from '@jest/globals';
import { rowsAt } from '../as-of/as-of.js';
import { commitmentList } from '../commitments/list.js';
import { matrix } from '../commitments/matrix.js';
import { sessionList } from '../sessions/list.js';
import { undertaking, undertakings } from '../testing/frame.js';
import { History } from '../testing/history.js';
import { followedRows } from '../testing/followed-rows.js';
import { databases } from '../../../../test/postgres.js';

/** A working group `st`, a committee `jcc` above it, and one session of the group that decides on two matters. */
const bodies = () => {
  const history = new History();
  history.forum('jcc').forum('st').on('2022-01-10');
  return history.session('st.1', (s) =>
    s.append('st.1', 'DecisionTaken', { undertakings: undertakings('st.1.c1', 'st.1.c2') }),
  );
};
const refer = (history: History) =>
  history
    .on('2022-05-10')
    .session('st.2', (s) => s.append('st.2', 'RecommendationMade', { toForum: 'jcc', commitments: ['st.1.c1'] }));
const above = (history: History) =>
  history
    .on('2022-06-10')
    .session('jcc.1', (s) =>
      s.append('jcc.1', 'CommitmentReviewed', { commitmentId: 'st.1.c1', outcome: 'lapsed', reason: 'Term over' }),
    );
const grid = async (history: History, forum: string) => {
  const { sessions, commitments } = (await matrix(history.asked(), forum))!;
  return {
    columns: sessions.map(({ id }) => id),
    rows: Object.fromEntries(
      commitments.map(({ id, cells }) => [id, cells.map(({ did, status }) => `${did.join(' ')} → ${status}`)]),
    ),
  };
};
const listed = async (history: History, filters: object) =>
  (await commitmentList(history.asked(), filters)).items.map(({ id }) => id);

describe('a commitment that was referred', () => {
  it('is in the lists and the matrix of the forum that has it, which knows what is still before it', async () => {
    const history = refer(bodies());
    expect(await listed(history, { forum: 'jcc' })).toEqual(['st.1.c1']);
    expect(await listed(history, { referredTo: 'jcc' })).toEqual(['st.1.c1']);
    expect(await listed(history, { forum: 'jcc', institution: 'pk-most' })).toEqual(['st.1.c1']);
    above(history);
    expect(await listed(history, { referredTo: 'jcc' })).toEqual([]);
    expect(await grid(history, 'jcc')).toEqual({ columns: ['jcc.1'], rows: { 'st.1.c1': ['lapsed → lapsed'] } });
  });

  it('shows in the matrix of its own forum what was done above, where the day of that session puts it', async () => {
    const history = above(refer(bodies())).on('2022-09-10').session('st.3');
    expect(await grid(history, 'st')).toEqual({
      columns: ['st.1', 'st.2', 'jcc.1', 'st.3'],
      rows: {
        'st.1.c1': ['introduced → notStarted', 'recommended → referred', 'lapsed → lapsed', ' → lapsed'],
        'st.1.c2': ['introduced → notStarted', ' → notStarted', ' → notStarted', ' → notStarted'],
      },
    });
  });

  it('stands between the own commitments of the forum above, page by page', async () => {
    const history = refer(bodies()).on('2022-06-10');
    history.session('jcc.1', (s) => s.append('jcc.1', 'DecisionTaken', { undertakings: [undertaking('jcc.1.c1')] }));
    const first = await commitmentList(history.asked(), { forum: 'jcc' }, { limit: 1 });
    const second = await commitmentList(history.asked(), { forum: 'jcc' }, { limit: 1, after: first.next! });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(['jcc.1.c1', 'st.1.c1']);
    expect(second.next).toBeUndefined();
  });
});

describe('a sitting for two forums', () => {
  const joint = () => {
    const history = bodies().on('2022-05-10');
    history.append('st.2', 'SessionScheduled', { alsoServes: ['jcc'] }).append('st.2', 'SessionOpened', {});
    history.append('st.2', 'DecisionTaken', { undertakings: [undertaking('st.2.c1')], alsoServes: ['jcc'] });
    return history.append('st.2', 'SessionConcluded', {}).carryIntoEffect();
  };

  it('is a session of each, and listed once by each', async () => {
    for (const forum of ['st', 'jcc']) {
      const { sessions } = (await sessionList(joint().asked(), forum))!;
      expect(sessions.filter(({ id }) => id === 'st.2')).toHaveLength(1);
    }
  });

  it('is a column of each one’s matrix, with what it brought up', async () => {
    expect(await grid(joint(), 'jcc')).toEqual({ columns: ['st.2'], rows: { 'st.2.c1': ['introduced → notStarted'] } });
    expect((await grid(joint(), 'st')).columns).toEqual(['st.1', 'st.2']);
  });

  it('settles what was referred to either of them', async () => {
    const history = refer(bodies()).on('2022-06-10');
    history.append('st.3', 'SessionScheduled', { alsoServes: ['jcc'] }).append('st.3', 'SessionOpened', {});
    history.append('st.3', 'CommitmentReviewed', {
      commitmentId: 'st.1.c1',
      outcome: 'lapsed',
      reason: 'Term over',
      alsoServes: ['jcc'],
    });
    history.append('st.3', 'SessionConcluded', {}).carryIntoEffect();
    expect((await commitmentList(history.asked(), { status: ['lapsed'] })).items.map(({ id }) => id)).toEqual([
      'st.1.c1',
    ]);
  });
});

describe.each(await databases())('a question by occurrence in $name', ({ fresh }) => {
  it.each([undefined, 'jcc'])('has what was referred to the forum %s, as by recording', async (forum) => {
    const history = above(refer(bodies()));
    const rows = await followedRows(history.events, await fresh());
    const question = { now: '2023-01-01T00:00:00.000Z', asOfBasis: 'occurred', forum } as const;
    const asked = await rowsAt(rows, history.store, question);
    expect((await matrix(asked, 'jcc'))!.commitments.map(({ id, status }) => [id, status])).toEqual([
      ['st.1.c1', 'lapsed'],
    ]);
    await rows.close();
  });
});
