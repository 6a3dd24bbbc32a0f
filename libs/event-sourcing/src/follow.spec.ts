import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { StoredEvent } from './event.js';
import { LEAST_PAGE } from './event-size.js';
import { CheckpointMoved, FOLLOWER_BATCH, type Checkpoint, type Follower } from './follower.js';
import { heldElsewhere, type Lease } from './lease.js';
import { StoreUnavailable } from './event-store.js';
import {
  follow,
  type FollowerChange,
  type FollowOptions,
  type RunningFollower,
  type SkippedEvent,
  type Skips,
} from './follow.js';
import { happened } from './testing/happened.js';

/** A follower that records the events it was given, and fails at some of them. */
const notebook = () => {
  const handled: number[] = [];
  const unbearable = new Set<number>();
  let at: Checkpoint | undefined;
  const move = (after: string | undefined, to: StoredEvent) => {
    if (at?.cursor !== after) throw new CheckpointMoved('notebook');
    at = { cursor: to.cursor, position: to.position };
  };
  const follower: Follower = {
    name: 'notebook',
    checkpoint: async () => at,
    async handle(batch, after) {
      const bad = batch.find(({ position }) => unbearable.has(position));
      if (bad) throw new TypeError(`cannot bear ${bad.position}`);
      move(after, batch.at(-1)!);
      handled.push(...batch.map(({ position }) => position));
    },
    async skip(one, after) {
      move(after, one);
    },
  };
  return { follower, handled, unbearable, moveTo: (position: number) => void (at = happened(position)) };
};

/** Resolves once the condition holds. Otherwise the test's own time limit ends the wait. */
const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
};

const upTo = (end: number, from = 0) => Array.from({ length: end - from + 1 }, (_, index) => from + index);

describe('a follower at work', () => {
  let log: StoredEvent[];
  let book: ReturnType<typeof notebook>;
  let following: RunningFollower;
  const store = {
    async readAll(after: string | undefined, limit: number) {
      const from = after === undefined ? 0 : log.findIndex(({ cursor }) => cursor === after) + 1;
      return log.slice(from, from + limit);
    },
  };
  const begin = (options: FollowOptions = {}) => {
    following = follow(store, book.follower, { pollMs: 600_000, retryMs: 1, maxRetryMs: 5, ...options });
    following.start();
  };
  beforeEach(() => {
    log = [];
    book = notebook();
  });
  afterEach(() => following.stop());

  it('settles: handles all events once, and rests', async () => {
    log = upTo(FOLLOWER_BATCH + 7).map(happened);
    const seen: number[] = [];
    following = follow(store, book.follower);
    await following.settle((position) => seen.push(position));
    expect(book.handled).toEqual(upTo(log.length - 1));
    expect(seen.at(-1)).toBe(log.length - 1);
    expect(following.health().state).toBe('stopped');
  });

  it('fails to settle with the name of the event that it cannot handle, after it has handled everything before it', async () => {
    log = upTo(5).map(happened);
    const handle = book.follower.handle;
    book.follower.handle = async (batch, after) => {
      if (batch.some(({ position }) => position === 3)) throw new Error('no');
      await handle(batch, after);
    };
    following = follow(store, book.follower);
    await expect(following.settle()).rejects.toMatchObject({
      name: 'FollowerFailed',
      failure: { event: { position: 3 }, error: 'Error: no' },
    });
    expect(book.handled).toEqual([0, 1, 2]);
  });

  it('handles all events in order, over many batches', async () => {
    log = upTo(3 * FOLLOWER_BATCH + 7).map(happened);
    begin();
    expect(await following.caughtUpTo(log.length - 1, 20_000)).toBe(true);
    expect(book.handled).toEqual(upTo(log.length - 1));
  });

  it('continues from the checkpoint of an earlier run', async () => {
    log = upTo(5).map(happened);
    book.moveTo(3);
    begin();
    await following.caughtUpTo(5, 20_000);
    expect(book.handled).toEqual([4, 5]);
  });

  it('knows the position that was handled before it started', async () => {
    log = upTo(5).map(happened);
    book.moveTo(5);
    begin();
    expect(await following.caughtUpTo(5, 20_000)).toBe(true);
    expect(book.handled).toEqual([]);
  });

  it('handles new events as soon as it is nudged', async () => {
    begin();
    log.push(happened(0));
    following.nudge(0);
    expect(await following.caughtUpTo(0, 20_000)).toBe(true);
  });

  it('goes on at once where large events ended a read early', async () => {
    log = upTo(3 * LEAST_PAGE - 1).map(happened);
    const early = { readAll: (after: string | undefined) => store.readAll(after, LEAST_PAGE) };
    following = follow(early, book.follower, { pollMs: 600_000 });
    following.start();
    await until(() => book.handled.length === log.length);
    expect(book.handled).toEqual(upTo(log.length - 1));
  });

  it('settles only when nothing is left that its own work has written meanwhile', async () => {
    log = upTo(1).map(happened);
    const { handle } = book.follower;
    const writing: Follower = {
      ...book.follower,
      async handle(batch, after) {
        await handle(batch, after);
        if (log.length < 5) log.push(happened(log.length));
      },
    };
    following = follow(store, writing);
    await following.settle();
    expect(book.handled).toEqual(upTo(4));
  });

  it('handles new events without a nudge when it polls', async () => {
    begin({ pollMs: 5 });
    log.push(happened(0));
    expect(await following.caughtUpTo(0, 20_000)).toBe(true);
  });

  it('stops waiting for a position after the given time', async () => {
    begin();
    expect(await following.caughtUpTo(0, 5)).toBe(false);
  });

  it('is at rest once it has stopped, and can start again', async () => {
    begin();
    await following.stop();
    expect(following.health().state).toBe('stopped');
    log.push(happened(0));
    following.nudge();
    expect(book.handled).toEqual([]);
    following.start();
    expect(await following.caughtUpTo(0, 20_000)).toBe(true);
    expect(following.health()).toEqual({ name: 'notebook', state: 'running', position: 0, lag: 0, skipped: [] });
  });

  it('reports its lag', async () => {
    log = [happened(0)];
    begin();
    await following.caughtUpTo(0, 20_000);
    await following.stop();
    following.nudge(4);
    expect(following.health()).toMatchObject({ position: 0, lag: 4 });
  });

  it('reads its checkpoint again when another process has moved it, and does not count that as a failure', async () => {
    log = upTo(5).map(happened);
    const handle = book.follower.handle;
    let first = true;
    book.follower.handle = async (batch, after) => {
      if (first) book.moveTo(2);
      first = false;
      await handle(batch, after);
    };
    begin();
    await following.caughtUpTo(5, 20_000);
    expect(book.handled).toEqual([3, 4, 5]);
    expect(following.health()).toMatchObject({ state: 'running', position: 5 });
  });

  describe('before an event that cannot be handled', () => {
    beforeEach(() => {
      log = upTo(9).map(happened);
      book.unbearable.add(4);
    });

    it('keeps the work before it, names the event and the error, and retries for ever', async () => {
      begin();
      await until(() => (following.health().failure?.attempts ?? 0) >= 8);
      expect(book.handled).toEqual([0, 1, 2, 3]);
      expect(following.health()).toMatchObject({
        state: 'failing',
        position: 3,
        lag: 6,
        failure: {
          event: { id: 'event 4', type: 'Happened', stream: 'thing-1', position: 4 },
          error: 'TypeError: cannot bear 4',
          since: expect.stringMatching(/^\d{4}-.*Z$/),
        },
      });
    });

    it('continues by itself once the cause is gone', async () => {
      begin();
      await until(() => following.health().state === 'failing');
      book.unbearable.clear();
      expect(await following.caughtUpTo(9, 20_000)).toBe(true);
      await until(() => following.health().state === 'running');
      expect(book.handled).toEqual(upTo(9));
      expect(following.health().failure).toBeUndefined();
    });

    it('reports once that it fails and why, and once that it continues', async () => {
      const changes: FollowerChange[] = [];
      begin({ onChange: (change) => changes.push(change) });
      await until(() => (following.health().failure?.attempts ?? 0) >= 5);
      book.unbearable.clear();
      await until(() => changes.length === 2);
      expect(await following.caughtUpTo(9, 20_000)).toBe(true);
      expect(changes).toEqual([
        { name: 'notebook', from: 'running', to: 'failing', position: 3, error: new TypeError('cannot bear 4') },
        { name: 'notebook', from: 'failing', to: 'running', position: 9 },
      ]);
    });

    it('can be stopped', async () => {
      begin({ retryMs: 600_000, maxRetryMs: 600_000 });
      await until(() => following.health().state === 'failing');
      await following.stop();
      expect(following.health().state).toBe('stopped');
    });

    it('cannot skip it when nothing records what is skipped', async () => {
      begin();
      await expect(following.skip('event 4', 'operator', 'known')).rejects.toThrow('no record');
    });

    describe('which an operator decides to skip', () => {
      const record: SkippedEvent[] = [];
      const skips: Skips = {
        list: async () => record,
        record: async (_, skipped) => void record.push(skipped),
      };
      beforeEach(() => void record.splice(0));

      it('records who skipped it and why, leaves it out at once, and continues', async () => {
        begin({ skips, retryMs: 600_000, maxRetryMs: 600_000 });
        await until(() => following.health().state === 'failing');
        await following.skip('event 4', 'Humaira', 'was sent by hand');
        expect(await following.caughtUpTo(9, 20_000)).toBe(true);
        expect(book.handled).toEqual([0, 1, 2, 3, 5, 6, 7, 8, 9]);
        expect(record).toEqual([{ eventId: 'event 4', by: 'Humaira', reason: 'was sent by hand' }]);
        expect(following.health()).toMatchObject({ skipped: record });
      });

      it('leaves it out too when another process recorded the decision', async () => {
        begin({ skips });
        await until(() => following.health().state === 'failing');
        record.push({ eventId: 'event 4', by: 'operator', reason: 'from the command line' });
        expect(await following.caughtUpTo(9, 20_000)).toBe(true);
        expect(book.handled).not.toContain(4);
      });
    });
  });

  describe('that several processes could run', () => {
    /** One lease for all; time is what the test says it is. */
    const shared = () => {
      let holder: string | undefined;
      const asked: string[] = [];
      const lease = (process: string): Lease => ({
        lastsMs: 30,
        async hold() {
          asked.push(process);
          holder ??= process;
          return holder === process;
        },
        async release() {
          if (holder === process) holder = undefined;
        },
      });
      return { lease, asked, holder: () => holder, lapse: () => (holder = 'another') };
    };
    let other: RunningFollower | undefined;
    const second = (lease: Lease) => {
      other = follow(store, book.follower, { pollMs: 5, retryMs: 1, lease });
      other.start();
      return other;
    };
    afterEach(async () => {
      await other?.stop();
      other = undefined;
    });

    it('runs in the process that holds the lease, while the other process watches its checkpoint', async () => {
      const { lease, holder } = shared();
      begin({ lease: lease('first') });
      await until(() => holder() === 'first');
      const waiting = second(lease('second'));
      log = upTo(5).map(happened);
      following.nudge(5);
      expect(await waiting.caughtUpTo(5, 20_000)).toBe(true);
      expect(book.handled).toEqual(upTo(5));
      expect(waiting.health()).toMatchObject({ state: 'standby', position: 5, lag: 0 });
      expect(following.health()).toMatchObject({ state: 'running' });
    });

    it('is taken over when the process that holds the lease stops', async () => {
      const { lease, holder } = shared();
      begin({ lease: lease('first') });
      await until(() => holder() === 'first');
      const waiting = second(lease('second'));
      await until(() => waiting.health().state === 'standby');
      await following.stop();
      log = upTo(5).map(happened);
      expect(await waiting.caughtUpTo(5, 20_000)).toBe(true);
      expect(waiting.health().state).toBe('running');
    });

    it('is left alone by a process that has lost the lease', async () => {
      const { lease, lapse } = shared();
      begin({ lease: lease('first'), pollMs: 5 });
      await until(() => following.health().state === 'running');
      lapse();
      await until(() => following.health().state === 'standby');
      log = upTo(5).map(happened);
      following.nudge(5);
      await until(() => following.health().lag === 6);
      expect(book.handled).toEqual([]);
    });

    it('does not ask for the lease on every append', async () => {
      const { lease, asked, lapse } = shared();
      lapse();
      begin({ lease: lease('first') });
      await until(() => following.health().state === 'standby');
      for (let at = 0; at < 100; at += 1) following.nudge(at);
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(asked).toHaveLength(1);
    });

    it('fails while the lease cannot be asked for, and continues by itself afterwards', async () => {
      let down = true;
      const lease: Lease = {
        lastsMs: 30,
        hold: async () => (down ? Promise.reject(new Error('no answer')) : true),
        release: async () => {},
      };
      log = upTo(5).map(happened);
      begin({ lease, pollMs: 1 });
      await until(() => (following.health().failure?.attempts ?? 0) >= 3);
      expect(following.health()).toMatchObject({ state: 'failing', failure: { error: 'Error: no answer' } });
      down = false;
      expect(await following.caughtUpTo(5, 20_000)).toBe(true);
    });

    describe('and that fails in one process', () => {
      const unavailable = async (): Promise<never> => {
        throw new StoreUnavailable('no answer');
      };
      const attempts = () => following.health().failure?.attempts ?? 0;
      /** Only the first one fails; it looks again soon, so that whoever must not be in its way has to be looked for. */
      const beginFailing = async (lease: Lease, failing: { ledger?: boolean; follower?: Follower['handle'] }) => {
        following = follow(
          failing.ledger ? { readAll: unavailable } : store,
          { ...book.follower, ...(failing.follower && { handle: failing.follower }) },
          { pollMs: 5, retryMs: 1, lease },
        );
        following.start();
        await until(() => following.health().state === 'failing');
      };
      beforeEach(() => {
        log = upTo(5).map(happened);
      });

      it('hands the lease to a process that can read the ledger, and does not take it back', async () => {
        const { lease, holder } = shared();
        await beginFailing(lease('first'), { ledger: true });
        const healthy = second(lease('second'));
        expect(await healthy.caughtUpTo(5, 20_000)).toBe(true);
        const before = attempts();
        await until(() => attempts() >= before + 3);
        expect(holder()).toBe('second');
        expect(healthy.health()).toMatchObject({ state: 'running' });
      });

      it('does not ask for the lease again before the others have polled', async () => {
        const { lease, asked, holder } = shared();
        following = follow({ readAll: unavailable }, book.follower, {
          pollMs: 600_000,
          retryMs: 1,
          lease: lease('first'),
        });
        following.start();
        await until(() => following.health().state === 'failing' && holder() === undefined);
        await new Promise((resolve) => setTimeout(resolve, 30));
        expect(asked).toEqual(['first']);
      });

      it('hands the lease to a process that can reach the server which the first cannot', async () => {
        const { lease } = shared();
        await beginFailing(lease('first'), { follower: unavailable });
        expect(following.health().failure).toMatchObject({ event: { position: 0 } });
        expect(await second(lease('second')).caughtUpTo(5, 20_000)).toBe(true);
        await until(() => following.health().state === 'standby');
      });

      it('keeps the lease where an event cannot be handled, because that would stop the others too', async () => {
        const { lease, asked, holder } = shared();
        book.unbearable.add(3);
        begin({ lease: lease('first') });
        await until(() => following.health().state === 'failing');
        const waiting = second(lease('second'));
        const before = attempts();
        await until(() => attempts() >= before + 3 && asked.filter((it) => it === 'second').length >= 3);
        expect(holder()).toBe('first');
        expect(waiting.health()).toMatchObject({ state: 'standby', position: 2 });
      });
    });

    it('reports when it takes the lease and when it has lost it', async () => {
      const { lease, lapse } = shared();
      const changes: FollowerChange[] = [];
      begin({ lease: lease('first'), pollMs: 5, onChange: (change) => changes.push(change) });
      await until(() => following.health().state === 'running');
      lapse();
      await until(() => changes.length === 2);
      expect(changes).toEqual([
        { name: 'notebook', from: 'standby', to: 'running', position: -1 },
        { name: 'notebook', from: 'running', to: 'standby', position: -1 },
      ]);
    });

    it('is only watched by a process that leaves the work to others', async () => {
      log = upTo(5).map(happened);
      begin({ lease: heldElsewhere, pollMs: 5 });
      await until(() => following.health().state === 'standby');
      book.moveTo(3);
      expect(await following.caughtUpTo(3, 20_000)).toBe(true);
      expect(following.health()).toMatchObject({ state: 'standby', position: 3 });
      expect(book.handled).toEqual([]);
    });
  });

  it('waits until the ledger can be read again, and reports the failure without naming an event', async () => {
    log = [happened(0)];
    let down = true;
    following = follow(
      {
        readAll: async (after, limit) => (down ? Promise.reject(new Error('no answer')) : store.readAll(after, limit)),
      },
      book.follower,
      { retryMs: 1, maxRetryMs: 5 },
    );
    following.start();
    await until(() => following.health().state === 'failing');
    expect(following.health().failure).toMatchObject({ error: 'Error: no answer' });
    expect(following.health().failure).not.toHaveProperty('event');
    down = false;
    expect(await following.caughtUpTo(0, 20_000)).toBe(true);
  });
});
