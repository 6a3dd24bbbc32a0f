import { describe, expect, it } from '@jest/globals';
import { lastDayOf } from './last-day.js';

describe('The last day on which something is not late', () => {
  it.each([
    ['2021', '2021-12-31'],
    ['2021-04', '2021-04-30'],
    ['2024-02', '2024-02-29'],
    ['2100-02', '2100-02-28'],
    ['2021-04-05', '2021-04-05'],
  ])('for the due date %s is %s', (date, day) => {
    expect(lastDayOf({ date })).toBe(day);
  });

  it('is unknown without a due date', () => {
    expect(lastDayOf({ session: 'cpec-jwg-st.3' })).toBeUndefined();
    expect(lastDayOf(undefined)).toBeUndefined();
  });
});
