import { setTimeout as sleep } from 'node:timers/promises';
import type { Checkpoint } from '@jwg/event-sourcing';
import type { KeepsCheckpoints, LedgerFollower } from './followers.js';

/**
 * Resolves with true as soon as all these followers have handled the event at `position`, with false after `timeoutMs`.
 */
export type CaughtUp = (followers: readonly LedgerFollower[], position: number, timeoutMs: number) => Promise<boolean>;

/** When only this process runs the followers: each follower reports at once. */
export const caughtUpInThisProcess: CaughtUp = async (followers, position, timeoutMs) =>
  (await Promise.all(followers.map(({ running }) => running.caughtUpTo(position, timeoutMs)))).every(Boolean);

/** Milliseconds between polls while somebody waits. */
export const POLL_MS = 15;

interface Waiting {
  readonly followers: readonly LedgerFollower[];
  readonly position: number;
  readonly resolve: (reached: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * When several processes may run the followers: one shared poll of their checkpoints for all waiters, and no polling
 * while nobody waits. Rejects when the checkpoints cannot be read.
 */
export const caughtUpInAnyProcess = (): CaughtUp => {
  const waiting = new Set<Waiting>();
  let looking = false;

  const look = async () => {
    looking = true;
    for (; waiting.size > 0; await sleep(POLL_MS)) {
      const asked = [...waiting];
      try {
        const at = await checkpointsOf(asked.flatMap(({ followers }) => followers));
        for (const { followers, position, resolve } of asked)
          if (followers.every(({ name }) => (at.get(name)?.position ?? -1) >= position)) resolve(true);
      } catch (error) {
        for (const { reject } of asked) reject(error);
      }
    }
    looking = false;
  };

  return async (followers, position, timeoutMs) => {
    let one: Waiting | undefined;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<boolean>((resolve, reject) => {
        one = { followers, position, resolve, reject };
        timer = setTimeout(() => resolve(false), timeoutMs);
        waiting.add(one);
        if (!looking) void look();
      });
    } finally {
      clearTimeout(timer);
      waiting.delete(one!);
    }
  };
};

/** How far these followers are, by name, whichever process runs them. Asks each store of checkpoints once. */
export const checkpointsOf = async (
  followers: readonly Pick<LedgerFollower, 'checkpointIn'>[],
): Promise<ReadonlyMap<string, Checkpoint>> => {
  const places = new Set(
    followers.flatMap(({ checkpointIn }): KeepsCheckpoints[] => (checkpointIn ? [checkpointIn] : [])),
  );
  const checkpoints = await Promise.all([...places].map((place) => place.checkpoints()));
  return new Map(checkpoints.flatMap((ofPlace) => [...ofPlace]));
};
