import { beforeEach, describe, expect, it } from '@jest/globals';
import { FOLLOWER_BATCH, type EventStore, type StoredEvent } from '@jwg/event-sourcing';
import { history, ledgerOf } from '../../../test/relaying.js';
import { readAhead, type ReadAhead } from './read-ahead.js';
import { advanced, type RelayCheckpoint } from './relay-checkpoint.js';

const begun: RelayCheckpoint = { position: -1, lastIn: {}, partitions: 1 };

describe('The next batch, prepared while one is being published,', () => {
  let store: EventStore;
  let asked: number[];
  let fails: boolean;
  let next: ReadAhead<string>;
  const first = () => next.readAll(undefined, FOLLOWER_BATCH);
  const reached = (batch: readonly StoredEvent[]) => advanced(begun, batch.at(-1)!);
  const later = (checkpoint: RelayCheckpoint) => next.readAll(checkpoint.event!.cursor, FOLLOWER_BATCH);

  beforeEach(async () => {
    store = await ledgerOf(history(2 * FOLLOWER_BATCH + 1));
    [asked, fails] = [[], false];
    next = readAhead(store, async (batch) => {
      asked.push(batch[0]!.position);
      if (fails) throw new Error('no');
      return `made of ${batch[0]!.position}`;
    });
  });

  it('is made once, and equals a batch that was not prepared', async () => {
    const checkpoint = reached(await first());
    next.begin(checkpoint);
    const batch = await later(checkpoint);
    expect(batch).toEqual(await store.readAll(checkpoint.event!.cursor, FOLLOWER_BATCH));
    expect(await next.made(batch, checkpoint)).toBe(`made of ${FOLLOWER_BATCH}`);
    expect(asked).toEqual([FOLLOWER_BATCH]);
  });

  it('is made again when the checkpoint was read again', async () => {
    const checkpoint = reached(await first());
    next.begin(checkpoint);
    const batch = await later(checkpoint);
    await next.made(batch, { ...checkpoint });
    expect(asked).toEqual([FOLLOWER_BATCH, FOLLOWER_BATCH]);
  });

  it('is made again when it could not be prepared', async () => {
    const checkpoint = reached(await first());
    fails = true;
    next.begin(checkpoint);
    const batch = await later(checkpoint);
    fails = false;
    expect(await next.made(batch, checkpoint)).toBe(`made of ${FOLLOWER_BATCH}`);
  });

  it('is read on demand while it is not full', async () => {
    const whole = reached(await first());
    const checkpoint = reached(await later(whole));
    next.begin(checkpoint);
    await store.append(history(2 * FOLLOWER_BATCH + 2).slice(-1));
    expect(await later(checkpoint)).toHaveLength(2);
    expect(asked).toEqual([]);
  });

  it('is not used for another checkpoint', async () => {
    next.begin(reached(await first()));
    expect((await first())[0]!.position).toBe(0);
  });
});
