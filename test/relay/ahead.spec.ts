import { beforeEach, describe, expect, it } from '@jest/globals';
import { FOLLOWER_BATCH, type EventStore, type StoredEvent } from '@jwg/event-sourcing';
import { ahead, type Ahead } from '../../libs/relay/src/ahead.js';
import { moved, type Place } from '../../libs/relay/src/place.js';
import { history } from '../../tools/relay-torture/history.ts';
import { ledgerOf } from './relaying.js';

const begun: Place = { position: -1, lastIn: {}, partitions: 1 };

describe('The batch after the one that is being published', () => {
  let store: EventStore;
  let asked: number[];
  let fails: boolean;
  let next: Ahead<string>;
  const first = () => next.readAll(undefined, FOLLOWER_BATCH);
  const reached = (batch: readonly StoredEvent[]) => moved(begun, batch.at(-1)!);
  const later = (place: Place) => next.readAll(place.event!.cursor, FOLLOWER_BATCH);

  beforeEach(async () => {
    store = await ledgerOf(history(2 * FOLLOWER_BATCH + 1));
    [asked, fails] = [[], false];
    next = ahead(store, async (batch) => {
      asked.push(batch[0]!.position);
      if (fails) throw new Error('no');
      return `made of ${batch[0]!.position}`;
    });
  });

  it('is made once, and is what it would have been', async () => {
    const place = reached(await first());
    next.begin(place);
    const batch = await later(place);
    expect(batch).toEqual(await store.readAll(place.event!.cursor, FOLLOWER_BATCH));
    expect(await next.made(batch, place)).toBe(`made of ${FOLLOWER_BATCH}`);
    expect(asked).toEqual([FOLLOWER_BATCH]);
  });

  it('is made again where the place has been found anew', async () => {
    const place = reached(await first());
    next.begin(place);
    const batch = await later(place);
    await next.made(batch, { ...place });
    expect(asked).toEqual([FOLLOWER_BATCH, FOLLOWER_BATCH]);
  });

  it('is made again where it could not be made ahead', async () => {
    const place = reached(await first());
    fails = true;
    next.begin(place);
    const batch = await later(place);
    fails = false;
    expect(await next.made(batch, place)).toBe(`made of ${FOLLOWER_BATCH}`);
  });

  it('is read when it is asked for as long as it is not whole', async () => {
    const whole = reached(await first());
    const place = reached(await later(whole));
    next.begin(place);
    await store.append(history(2 * FOLLOWER_BATCH + 2).slice(-1));
    expect(await later(place)).toHaveLength(2);
    expect(asked).toEqual([]);
  });

  it('is not taken for what stands elsewhere', async () => {
    next.begin(reached(await first()));
    expect((await first())[0]!.position).toBe(0);
  });
});
