import { describe, expect, it } from '@jest/globals';
import { atMostOnceIn } from './at-most-once-in.js';

describe('Work that is done at most once in a second', () => {
  it('gives everybody one result, and a new one after that second', async () => {
    let [clock, done] = [0, 0];
    const ask = atMostOnceIn(
      1000,
      async () => (done += 1),
      () => clock,
    );
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
    clock = 999;
    expect(await ask()).toBe(1);
    clock = 1000;
    expect(await ask()).toBe(2);
  });

  it('is done again at once when it failed', async () => {
    let done = 0;
    const ask = atMostOnceIn(1000, async () => {
      done += 1;
      if (done === 1) throw new Error('once');
      return done;
    });
    await expect(ask()).rejects.toThrow('once');
    expect(await ask()).toBe(2);
  });
});
