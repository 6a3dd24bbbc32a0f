import { describe, expect, it } from '@jest/globals';
import { daysOfSessions, happenedTo, movedInAll, promisesOf } from './promises.js';

const said = (on: string, due: object) => ({ position: 1, occurredAt: { value: on }, authority: 'press', due });
const history = (...dueHistory: object[]) => ({ dueHistory }) as never;
const days = daysOfSessions([{ id: 'jwg.5', concludedOn: '2021-06-30' }, { id: 'jwg.6' }] as never);

describe('The due dates that were said', () => {
  it('each move from the one before, counted to the last day of what they mean', () => {
    const rows = promisesOf(
      history(
        said('2020-07-29', { date: '2021-04' }),
        said('2020-11-30', { date: '2021' }),
        said('2021-12-30', { date: '2022-04' }),
      ),
      days,
    );
    expect(rows.map(({ moved }) => moved?.months)).toEqual([undefined, 8, 4]);
    expect(movedInAll(rows, days)).toMatchObject({ years: 1, months: 0, later: true });
    expect(rows[1]!.days?.first.toISOString()).toMatch(/^2021-01-01/);
  });

  it('are the earlier day where a date and a session are named, and no day for a session without one', () => {
    const rows = promisesOf(
      history(said('2020', { date: '2021-12', session: 'jwg.5' }), said('2021', { session: 'jwg.6' })),
      days,
    );
    expect(rows[0]!.days?.last.toISOString()).toMatch(/^2021-06-30/);
    expect(rows[1]!.days).toBeUndefined();
    expect(movedInAll(rows, days)).toBeUndefined();
  });

  it('may move to an earlier day', () => {
    const rows = promisesOf(history(said('2020', { date: '2021-12' }), said('2021', { date: '2021-10' })), days);
    expect(rows[1]!.moved).toMatchObject({ months: 2, later: false });
  });
});

describe('What happened to a commitment', () => {
  it('is in the order of the days', () => {
    const given = {
      completion: { completedOn: '2022-04-10' },
      history: [],
      milestones: [{ title: 'Open', reachedOn: '2022-06-03' }, { title: 'Paved' }],
    };
    expect(happenedTo(given as never, [{ on: '2021-06-10', percent: 58 }]).map(({ what }) => what)).toEqual([
      'progress',
      'reported',
      'milestone',
    ]);
  });
});
