import { describe, expect, it } from '@jest/globals';
import { Quota } from './quota.js';

describe('A quota', () => {
  it('lets each do so much within a time, and again when that time has passed', () => {
    let now = 0;
    const quota = new Quota(2, 1000, () => now);
    expect([quota.takes('a'), quota.takes('a'), quota.takes('a'), quota.takes('b')]).toEqual([true, true, false, true]);
    now = 999;
    expect(quota.takes('a')).toBe(false);
    now = 1000;
    expect([quota.takes('a'), quota.takes('a'), quota.takes('a')]).toEqual([true, true, false]);
  });
});
