import { describe, expect, it } from '@jest/globals';
import { daysBetween, timeAxis } from './time-axis.js';

describe('The axis of all sessions', () => {
  it('begins with the year of the first and ends with the present one', () => {
    const axis = timeAxis(['2022-10-27', '2021'], '2023-02-01');
    expect(axis.years.map(({ year }) => year)).toEqual([2021, 2022, 2023]);
    expect([axis.at('2021-01-01'), axis.at('2023-12-31'), axis.at('2030-01-01')]).toEqual([0, 1, 1]);
  });

  it('has few enough years to be read', () => {
    expect(timeAxis(['1990'], '2026-11-29').years.length).toBeLessThanOrEqual(8);
  });

  it('counts the days between a meeting and its signatures, where both are known', () => {
    expect(daysBetween('2022-10-27', '2023-07-31')).toBe(277);
    expect(daysBetween('2022-10', '2023-07-31')).toBeUndefined();
  });
});
