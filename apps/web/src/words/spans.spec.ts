import { describe, expect, it } from '@jest/globals';
import { daysBetween, spanBetween } from './spans.js';

describe('The time between two dates', () => {
  it('is counted from the last day of what is known only by its month or year', () => {
    expect(spanBetween('2021-04', '2021')).toEqual({ years: 0, months: 8, days: 0 });
    expect(spanBetween('2021', '2022-04')).toEqual({ years: 0, months: 4, days: 0 });
    expect(daysBetween('2022-04', '2022-06-27')).toBe(58);
  });

  it('has whole years, whole months, and the days that are left', () => {
    expect(spanBetween('2022-04-10', '2026-11-29')).toEqual({ years: 4, months: 7, days: 19 });
    expect(spanBetween('2024-01-31', '2024-02-29')).toEqual({ years: 0, months: 1, days: 0 });
    expect(spanBetween('2022-10-27', '2022-10-28')).toEqual({ years: 0, months: 0, days: 1 });
  });

  it('is nothing when the second is not later', () => {
    expect(spanBetween('2022-05-01', '2022-04')).toEqual({ years: 0, months: 0, days: 0 });
  });
});
