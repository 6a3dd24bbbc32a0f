import { describe, expect, it } from '@jest/globals';
import { lastDay, lineBasis, lineOf, placeOf, type Moments } from './stops.js';
import { dayAt, nearest, NOW, standsAt, stepByEvent, stepFrom, stopsOf, typedMoment } from './stops-between.js';

const moments: Moments = {
  position: 100,
  today: '2024-12-31',
  sessions: [
    { id: 'jcc.2', ordinal: 2, day: '2022-07-01', closedAt: 50 },
    { id: 'jcc.1', ordinal: 1, day: '2021', closedAt: 20 },
  ],
  days: [
    { day: '2020-03', until: 10 },
    { day: '2023-12-31', until: 90 },
  ],
};
const occurred = { asOfBasis: 'occurred' } as const;

describe('The line of time', () => {
  it('places by its position what was recorded', () => {
    expect(lineOf(moments, {}).sessions.map(({ asOf, at }) => [asOf, at])).toEqual([
      ['jcc.1', 0.2],
      ['jcc.2', 0.5],
    ]);
    expect(lineOf(moments, {}).days.map(({ asOf }) => asOf)).toEqual(['10', '90']);
  });

  it('places by its day what had happened, on the last day of a month or year', () => {
    const line = lineOf(moments, occurred);
    expect(line.days.map(({ asOf }) => asOf)).toEqual(['2020-03-31', '2023-12-31']);
    expect(line.sessions.map(({ session }) => session?.ordinal)).toEqual([1, 2]);
    expect(line.scale.map(({ label }) => label)).toEqual(['2020', '2021', '2022', '2023', '2024']);
  });

  it.each([
    [{}, 1],
    [{ asOf: '30' }, 0.3],
    [{ asOf: 'jcc.2' }, 0.5],
    [{ asOf: '2022-01-01' }, 0.4],
  ])('finds the place of %j', (moment, at) => {
    expect(placeOf(lineOf(moments, moment), moments, moment, 40)).toBe(at);
  });

  it('steps from session to session, and to now beyond the last', () => {
    const { sessions } = lineOf(moments, {});
    expect(stepFrom(1, -1, sessions).asOf).toBe('jcc.2');
    expect(stepFrom(0.5, -1, sessions).asOf).toBe('jcc.1');
    expect(stepFrom(0.2, -1, sessions).asOf).toBe('jcc.1');
    expect(stepFrom(0.5, 1, sessions)).toBe(NOW);
  });

  it('steps from position to position, or from day to day where days count', () => {
    expect(stepByEvent(0.5, -1, lineOf(moments, {}), 100)).toEqual({ asOf: '49', at: 0.49 });
    expect(stepByEvent(0.99, 1, lineOf(moments, {}), 100)).toBe(NOW);
    expect(stepByEvent(1, -1, lineOf(moments, occurred), 100).asOf).toBe('2023-12-31');
  });

  it('knows the day of a position', () => {
    expect([15, 20, 60].map((position) => dayAt(position, moments))).toEqual([
      '2020-03-31',
      '2021-12-31',
      '2022-07-01',
    ]);
  });

  it('takes what lies nearest, a session rather than an event beside it', () => {
    const line = lineOf({ ...moments, days: [...moments.days, { until: 51, day: '2022-07-02' }] }, {});
    expect(nearest(0.506, line).asOf).toBe('jcc.2');
    expect(nearest(0.88, line).asOf).toBe('90');
    expect(nearest(0.999, line)).toBe(NOW);
  });

  it.each([
    ['30', undefined, '30'],
    ['2', 'occurred', 'jcc.2'],
    ['s1', undefined, 'jcc.1'],
    ['Session 2', undefined, 'jcc.2'],
    ['2022-04', undefined, '2022-04-30'],
    ['2022-04-20', 'occurred', '2022-04-20'],
    ['cpec-jcc.11', undefined, 'cpec-jcc.11'],
    ['2022-04-20T10:00:00Z', undefined, '2022-04-20T10:00:00Z'],
    ['yesterday', undefined, undefined],
    ['s9', undefined, undefined],
  ] as const)('reads %s (%s) as %s', (typed, basis, asOf) => {
    expect(typedMoment(typed, moments, basis)).toBe(asOf);
  });

  it.each([
    ['2022', '2022-12-31'],
    ['2024-02', '2024-02-29'],
    ['2022-04-20', '2022-04-20'],
  ])('ends %s on %s', (value, day) => {
    expect(lastDay(value)).toBe(day);
  });

  it('puts a position among days where two moments count differently, and lets what was recorded stop at sessions alone', () => {
    const byDay = lineOf(moments, { asOfBasis: lineBasis({}, { asOfBasis: 'occurred' }) });
    const second = moments.sessions.find(({ id }) => id === 'jcc.2')!;
    const after = { asOf: String(second.closedAt) };
    expect(standsAt(byDay, moments, after)).toBe(standsAt(byDay, moments, { asOf: 'jcc.2' }));
    expect(stopsOf(byDay, {}).days).toEqual([]);
    expect(stopsOf(byDay, { asOfBasis: 'occurred' })).toBe(byDay);
    expect(lineOf(moments, { asOfBasis: lineBasis({}, undefined) }).by).toBe('position');
  });
});
