import { setTimeout as sleep } from 'node:timers/promises';
import type { Following } from '@jwg/event-sourcing';

/**
 * Resolves with true as soon as all these followers have handled the event at `position`, with false after `timeoutMs`.
 */
export type Reached = (followers: readonly string[], position: number, timeoutMs: number) => Promise<boolean>;

/** Where this process alone works the followers: each says it at once. */
export const reachedHere =
  (followings: readonly Following[]): Reached =>
  async (followers, position, timeoutMs) => {
    const asked = followings.filter((it) => followers.includes(it.health().name));
    return (await Promise.all(asked.map((it) => it.caughtUpTo(position, timeoutMs)))).every(Boolean);
  };

/** Milliseconds between looks while somebody waits. */
export const LOOK_MS = 15;

interface Waiting {
  readonly followers: readonly string[];
  readonly position: number;
  readonly resolve: (reached: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Where any process may work them: one look after the other at where they have got to, for all who wait, and none while
 * nobody does. Rejects when it cannot look.
 */
export const reachedAnywhere = (positions: () => Promise<ReadonlyMap<string, number>>): Reached => {
  const waiting = new Set<Waiting>();
  let looking = false;

  const look = async () => {
    looking = true;
    for (; waiting.size > 0; await sleep(LOOK_MS)) {
      const asked = [...waiting];
      try {
        const at = await positions();
        for (const { followers, position, resolve } of asked)
          if (followers.every((name) => (at.get(name) ?? -1) >= position)) resolve(true);
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
