import { describe, expect, it } from '@jest/globals';
import type { EventType } from '@jwg/domain';
import fc from 'fast-check';
import { commitmentList } from '../commitments/list.js';
import { anyFact, ids } from '../testing/any-data.js';
import { undertaking, undertakings } from '../testing/frame.js';
import { History } from '../testing/history.js';
import { applied } from './changes.js';
import { diff } from './diff.js';

const anyStream = fc.constantFrom(
  ...Object.entries(ids).flatMap(([category, all]) => all.map((id) => `${category}-${id}`)),
);
const frame = () =>
  new History()
    .on('2020-11-06')
    .forum()
    .forum('jcc')
    .session('st.1', (s) => s.append('st.1', 'DecisionTaken', { undertakings: undertakings('st.1.c1', 'st.1.c2') }));
/** A year of a forum, and then whatever the schemas allow. */
const anyHistory = fc
  .array(fc.tuple(anyStream, anyFact), { minLength: 5, maxLength: 40 })
  .map((told) =>
    told.reduce(
      (history, [stream, { type, data }]) => history.appendTo(stream, type as EventType, data as never),
      frame(),
    ),
  );

const until = (history: History, count: number, on: string) => history.asked(on, history.events.slice(0, count));

describe('The difference between two moments', () => {
  it('applied to the list at the first gives the list at the second, whichever is the later one', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, fc.nat(), fc.nat(), async (history, a, b) => {
        const { length } = history.events;
        const from = until(history, 1 + (a % length), '2020-11-06');
        const to = until(history, 1 + (b % length), '2023-01-01');
        const list = async (at: typeof from) => (await commitmentList(at, { forum: 'st' }, { limit: 500 })).items;
        const found = (await diff(from, to, 'st'))!;
        expect(applied(await list(from), found.changes)).toEqual(await list(to));
        expect(found.changes.filter(({ kinds }) => kinds.length === 0)).toEqual([]);
        expect(found.total + found.unchanged).toBe(
          (await list(to)).length + found.changes.filter(({ kinds }) => kinds.includes('gone')).length,
        );
      }),
      { numRuns: 1000, seed: 17 },
    );
  }, 120_000);

  const history = frame();
  const begin = history.events.length;
  history
    .on('2021-02-01')
    .append('st.1.c1', 'DueDateSet', { due: { date: '2021-06-30' } })
    .append('st.1.c1', 'WorkStarted', { cause: 'Ground broken' });
  const middle = history.events.length;
  history.on('2022-04-20').session('st.2', (s) =>
    s
      .append('st.2', 'CommitmentReviewed', {
        commitmentId: 'st.1.c1',
        outcome: 'dateRevised',
        due: { date: '2021-07-10' },
        reason: 'Floods',
      })
      .append('st.2', 'DecisionTaken', { undertakings: [undertaking('st.2.c1')] }),
  );
  const end = history.events.length;

  it('names what moved, by which events, and what was not so', async () => {
    const { changes, counts, unchanged } = (await diff(
      until(history, begin, '2021-01-01'),
      until(history, middle, '2021-02-01'),
      'st',
    ))!;
    expect(changes).toEqual([
      {
        id: 'st.1.c1',
        title: 'The matter st.1.c1',
        kinds: ['moved', 'redated', 'flagged'],
        then: { implementation: 'notStarted', status: 'notStarted', flags: ['undated', 'unsigned'] },
        now: {
          due: { date: '2021-06-30' },
          implementation: 'inProgress',
          status: 'inProgress',
          flags: ['unsigned'],
        },
        events: [
          { position: middle - 2, type: 'DueDateSet', on: '2021-02-01' },
          { position: middle - 1, type: 'WorkStarted', on: '2021-02-01' },
        ],
      },
    ]);
    expect(counts).toContainEqual({ kind: 'moved', commitments: 1 });
    expect(unchanged).toBe(1);
  });

  it('counts the days of a slip, what appeared, and the session in which something fell silent', async () => {
    const from = until(history, middle, '2021-02-01');
    const to = until(history, end, '2022-04-20');
    const { changes } = (await diff(from, to, 'st'))!;
    expect(changes.map(({ id, kinds, slip, silentIn }) => [id, kinds, slip, silentIn])).toEqual([
      ['st.1.c1', ['slipped', 'flagged'], 10, undefined],
      ['st.1.c2', ['fellSilent'], undefined, ['st.2']],
      ['st.2.c1', ['appeared'], undefined, undefined],
    ]);
    const back = (await diff(to, from, 'st'))!;
    expect(back.changes.map(({ id, kinds, slip }) => [id, kinds, slip])).toEqual([
      ['st.1.c1', ['broughtForward', 'flagged'], -10],
      ['st.1.c2', ['otherwise'], undefined],
      ['st.2.c1', ['gone'], undefined],
    ]);
    expect(back.changes[0]!.events.every(({ only }) => only === 'then')).toBe(true);
  });

  it('is answered page by page', async () => {
    const [from, to] = [until(history, middle, '2021-02-01'), until(history, end, '2022-04-20')];
    const first = (await diff(from, to, 'st', { limit: 2 }))!;
    expect([first.changes.map(({ id }) => id), first.total, first.next]).toEqual([
      ['st.1.c1', 'st.1.c2'],
      3,
      'st.1.c2',
    ]);
    const second = (await diff(from, to, 'st', { limit: 2, after: first.next }))!;
    expect([second.changes.map(({ id }) => id), second.next]).toEqual([['st.2.c1'], undefined]);
  });

  it('of a forum that neither moment knows is none', async () => {
    expect(await diff(until(history, end, '2022-04-20'), until(history, end, '2022-04-20'), 'none')).toBeUndefined();
  });
});
