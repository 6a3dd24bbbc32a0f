import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Lease } from '@jwg/event-sourcing';
import { holdFollowers, TargetInUse } from './hold-followers.js';

const LASTS_MS = 500;

/** Leases of several holders, as the read models' database keeps them. */
const leases = () => {
  const held = new Map<string, { holder: string; until: number }>();
  const of = (holder: string): Lease => ({
    lastsMs: LASTS_MS,
    hold: async (follower) => {
      const now = performance.now();
      const its = held.get(follower);
      if (its && its.holder !== holder && its.until > now) return false;
      held.set(follower, { holder, until: now + LASTS_MS });
      return true;
    },
    release: async (follower) => void (held.get(follower)?.holder === holder && held.delete(follower)),
  });
  return { of, snatch: (follower: string) => held.set(follower, { holder: 'snatcher', until: Infinity }) };
};

describe('Holding the followers of a target', () => {
  it('keeps other processes away for longer than a lease lasts', async () => {
    const { of } = leases();
    const held = await holdFollowers(of('mover'), ['a', 'b']);
    await sleep(3 * LASTS_MS);
    held.mustHold();
    expect(await Promise.all(['a', 'b'].map((it) => of('worker').hold(it)))).toEqual([false, false]);
    held.stop();
  });

  it('waits for the lease of a dead process, and fails where a living one runs a follower', async () => {
    const { of, snatch } = leases();
    await of('dead').hold('b');
    (await holdFollowers(of('mover'), ['a', 'b'])).stop();
    snatch('b');
    await expect(holdFollowers(of('mover'), ['a', 'b'])).rejects.toThrow(TargetInUse);
  });

  it('reports when a lease was lost', async () => {
    const { of, snatch } = leases();
    const held = await holdFollowers(of('mover'), ['a']);
    snatch('a');
    await sleep(LASTS_MS);
    expect(held.mustHold).toThrow(TargetInUse);
    held.stop();
  });
});
