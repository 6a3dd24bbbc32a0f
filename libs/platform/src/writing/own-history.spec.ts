import { describe, expect, it } from '@jest/globals';
import type { OwnHistory } from '@jwg/domain';
import type { StoredEvent } from '@jwg/event-sourcing';
import { withHistory } from './own-history.js';

const events = [1, 2, 3] as unknown as StoredEvent[];

describe('A history that a rule may look at', () => {
  const looked = async (length: number, work: (own: OwnHistory) => Promise<unknown>) => {
    let reads = 0;
    const read = async () => ((reads += 1), events);
    return [await withHistory(length, read, work), reads];
  };

  it('is read when it looks, and only then, and without what came later', async () => {
    expect(await looked(2, async () => 'no look')).toEqual(['no look', 0]);
    expect(await looked(2, async ({ history }) => history)).toEqual([[1, 2], 1]);
  });

  it('is not read where there is none', async () => {
    expect(await looked(0, async ({ history }) => history)).toEqual([[], 0]);
  });

  it('passes on what the rule throws', async () => {
    await expect(looked(2, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});
