import { describe, expect, it } from '@jest/globals';
import { endOf, firstDay, isDay, lastDay, monthsBetween } from './dates.js';

describe('dates', () => {
  it('know the first and the last day of a year, a month and a day', () => {
    expect(['2024', '2024-02', '2023-02', '2024-02-10'].map(lastDay)).toEqual([
      '2024-12-31',
      '2024-02-29',
      '2023-02-28',
      '2024-02-10',
    ]);
    expect(['2024', '2024-02', '2024-02-10'].map(firstDay)).toEqual(['2024-01-01', '2024-02-01', '2024-02-10']);
  });

  it('know the last instant of a period, in a form that sorts as text', () => {
    expect(['2022', '2022-02', '2022-02-03', '2022-02-03T04:05:06Z'].map(endOf)).toEqual([
      '2022-12-31T23:59:59.999Z',
      '2022-02-28T23:59:59.999Z',
      '2022-02-03T23:59:59.999Z',
      '2022-02-03T04:05:06.000Z',
    ]);
  });

  it.each([
    ['2022-01-15', '2022-02-14', 0],
    ['2022-01-15', '2022-02-15', 1],
    ['2022-01-31', '2022-02-28', 1],
    ['2022-01-31', '2022-03-30', 1],
    ['2020-11-06', '2022-04-20', 17],
  ])('count whole months from %s to %s: %i', (from, to, months) => {
    expect(monthsBetween(from, to)).toBe(months);
  });

  it('distinguish a day that exists from one that does not', () => {
    expect(['2024-02-29', '2023-02-29', '2023-13-01', '2023-1-1', 'x'].map(isDay)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
