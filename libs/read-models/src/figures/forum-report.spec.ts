import { describe, expect, it } from '@jest/globals';
import { undertaking } from '../testing/frame.js';
import { History } from '../testing/history.js';
import { medianOf } from './figures.js';
import { forumReport } from './forum-report.js';

const due = (date: string) => ({ due: { date } });

/** Three commitments in 2020: one slips and is carried over, one is completed, one is never named again. */
const told = (): History => {
  const history = new History()
    .forum()
    .on('2020-01-10')
    .session('st.1', (s) =>
      s.append('st.1', 'DecisionTaken', {
        undertakings: [
          undertaking('st.1.c1', due('2020-12-31')),
          undertaking('st.1.c2', { ...due('2020-06-30'), lead: ['pk-hec'] }),
          undertaking('st.1.c3', { kind: 'continuing', lead: ['pk-most'], support: [] }),
        ],
      }),
    )
    .on('2020-02-01');
  history.append('st.1.c2', 'CompletionReported', {
    by: { side: 'PK' },
    completedOn: '2020-02-01',
    evidence: [{ reference: 'a letter' }],
  });
  history.append('st.1.c2', 'CompletionConfirmed', { by: 'secretariats' });
  return history.on('2021-01-10').session('st.2', (s) =>
    s.append('st.2', 'CommitmentReviewed', {
      commitmentId: 'st.1.c1',
      outcome: 'dateRevised',
      due: { date: '2021-12-31' },
      reason: 'Floods',
    } as never),
  );
};

describe('The report of a forum', () => {
  it('has each figure with what it is a part of, and the events that it rests on', async () => {
    const history = told();
    const { whole, on, position } = (await forumReport(history.asked('2021-02-01'), 'st'))!;
    expect({ on, position }).toEqual({ on: '2021-02-01', position: history.at() });
    expect(whole).toEqual({
      commitments: 3,
      completion: {
        count: 1,
        of: 2,
        value: 50,
        items: [{ commitment: 'st.1.c2', events: [history.at('CompletionConfirmed')] }],
      },
      slip: {
        count: 1,
        of: 2,
        value: 183,
        items: [{ commitment: 'st.1.c1', value: 365, events: expect.arrayContaining([history.at('DueDateRevised')]) }],
      },
      overdue: { count: 0, of: 1, items: [] },
      carriedOver: { count: 0, of: 3, value: 0, items: [] },
      silence: {
        count: 1,
        of: 2,
        value: 1,
        items: [{ commitment: 'st.1.c3', value: 1, events: [expect.any(Number)] }],
      },
    });
  });

  it('counts a commitment for each side and each institution that answers for it', async () => {
    const { sides, institutions } = (await forumReport(told().asked('2021-02-01'), 'st'))!;
    expect(sides.map(({ side, commitments, completion }) => [side, commitments, completion.count])).toEqual([
      ['PK', 3, 1],
      ['CN', 2, 1],
    ]);
    expect(
      institutions.map(({ institution, commitments, silence }) => [institution, commitments, silence.count]),
    ).toEqual([
      ['cn-most', 2, 0],
      ['pk-most', 2, 1],
      ['pk-hec', 1, 0],
    ]);
  });

  it('shows how it stood when each session closed, and how old is what is open', async () => {
    const history = told();
    const { sessions, ages } = (await forumReport(history.asked('2021-02-01'), 'st'))!;
    expect(sessions).toEqual([
      expect.objectContaining({ session: 'st.1', number: 1, on: '2020-01-10', open: 3, slipped: 0, medianSlip: 0 }),
      {
        ...{ session: 'st.2', number: 2, on: '2021-01-10' },
        ...{ open: 2, completed: 1, passedOver: 1, carriedOver: 0, dated: 2, slipped: 1, medianSlip: 183 },
        events: [history.at('DueDateRevised')],
      },
    ]);
    expect(ages.map(({ fromMonths, count }) => [fromMonths, count])).toEqual([
      [0, 0],
      [6, 0],
      [12, 2],
      [24, 0],
      [36, 0],
      [60, 0],
    ]);
  });

  it('says nothing of later events, and nothing where nothing is undertaken', async () => {
    const history = told();
    const until = history.events.findIndex(({ type }) => type === 'CompletionReported');
    const { whole, sessions } = (await forumReport(history.asked('2020-01-31', history.events.slice(0, until)), 'st'))!;
    expect([whole.completion.count, whole.slip.value, sessions.length]).toEqual([0, 0, 1]);
    const empty = (await forumReport(new History().forum().asked(), 'st'))!;
    expect(empty.whole.completion).toEqual({ count: 0, of: 0, items: [] });
    expect(empty.sessions).toEqual([]);
    expect(await forumReport(history.asked(), 'other')).toBeUndefined();
  });

  it('names the most telling commitments of a long list, and how many more there are', async () => {
    const many = Array.from({ length: 60 }, (_, n) => undertaking(`st.1.c${n + 1}`));
    const history = new History()
      .forum()
      .on('2020-01-10')
      .session('st.1', (s) => {
        s.append('st.1', 'DecisionTaken', { undertakings: many.slice(0, 30) });
        s.append('st.1', 'DecisionTaken', { undertakings: many.slice(30) });
      })
      .on('2021-01-10')
      .session('st.2');
    const { whole, institutions } = (await forumReport(history.asked(), 'st'))!;
    expect([whole.silence.count, whole.silence.items.length, whole.silence.more]).toEqual([60, 50, 10]);
    expect([institutions[0]!.silence.items.length, institutions[0]!.silence.more]).toEqual([10, 50]);
  });
});

describe('The median', () => {
  it.each([
    [[], undefined],
    [[3], 3],
    [[9, 1, 2], 2],
    [[4, 1], 3],
  ])('of %j is %s', (values, median) => {
    expect(medianOf(values)).toBe(median);
  });
});
