import { describe, expect, it } from '@jest/globals';
import { backoff } from './backoff.js';

describe('The pause after failures', () => {
  const of = { firstMs: 100, longestMs: 3_000 };

  it('doubles with each failure in a row, up to the longest', () => {
    expect([1, 2, 3, 4, 5, 6, 7].map((failures) => backoff(failures, of, 0))).toEqual([
      100, 200, 400, 800, 1_600, 3_000, 3_000,
    ]);
  });

  it('stays the longest, however many failures there were', () => {
    expect(backoff(10_000, of, 0)).toBe(3_000);
  });

  it('is never longer than the longest, not even the first', () => {
    expect(backoff(1, { firstMs: 100, longestMs: 30 }, 0)).toBe(30);
  });

  it('is shortened by up to half, the longest one too', () => {
    expect([0, 0.5, 1].map((chance) => backoff(1, of, chance))).toEqual([100, 75, 50]);
    expect(backoff(20, of, 1)).toBe(1_500);
  });

  it('differs from one process to the next', () => {
    const pauses = Array.from({ length: 100 }, () => backoff(3, of));
    expect(new Set(pauses).size).toBeGreaterThan(1);
    for (const pause of pauses) {
      expect(pause).toBeGreaterThan(200);
      expect(pause).toBeLessThanOrEqual(400);
    }
  });

  it('grows without a bound where none is set', () => {
    expect(backoff(11, { firstMs: 1 }, 0)).toBe(1_024);
  });
});
