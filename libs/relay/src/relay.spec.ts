import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FOLLOWER_BATCH, type EventStore, type FollowerChange } from '@jwg/event-sourcing';
import { isPublished } from '@jwg/published-language';
import { history, ledgerOf, until, wholeLedger, wrongWith } from '../../../test/relaying.js';
import { memoryTopics, type MemoryTopics } from './memory/memory-topics.js';
import { NeedsHuman, type RelayCheckpoint } from './relay-checkpoint.js';
import { relay, type Relay, type RelayOptions } from './relay.js';
import { topicNames } from './topic-names.js';

const names = topicNames('test');
const source = 'https://ledger.example.org';
const EVENTS = 700; // two batches

describe('A relay', () => {
  let store: EventStore;
  let topics: MemoryTopics<RelayCheckpoint>;
  const open: Relay[] = [];
  const begin = (more: Partial<RelayOptions> = {}): Relay => {
    const one = relay({
      store,
      topics: topics.topics(),
      names,
      source,
      takeOverMs: 200,
      retryMs: 1,
      maxRetryMs: 5,
      pollMs: 20,
      ...more,
    });
    open.push(one);
    one.start();
    return one;
  };
  const events = () => topics.committed(names.events);
  const wrong = () => wrongWith(store, events(), topics.committed(names.statuses));
  beforeEach(async () => {
    store = await ledgerOf(history(EVENTS));
    topics = memoryTopics();
  });
  afterEach(() => Promise.all(open.splice(0).map((one) => one.stop())));

  it('publishes every event that is not internal to a side, and the status of every commitment', async () => {
    const one = begin();
    expect(await one.caughtUpTo(EVENTS - 1, 20_000)).toBe(true);
    expect(await wrong()).toEqual([]);
    await until(() => one.status().lag === 0);
    expect(one.status()).toMatchObject({ role: 'active', position: EVENTS - 1, errors: {}, takeovers: 1 });
    expect(one.status().events).toBe(events().length);
    expect(events().length).toBeLessThan(EVENTS);
  });

  it('publishes one status in each batch for each commitment that changed', async () => {
    await begin().caughtUpTo(EVENTS - 1, 20_000);
    const ledger = (await wholeLedger(store)).filter(isPublished);
    const touched = (from: number, to: number) =>
      new Set(ledger.filter(({ position }) => position >= from && position < to).map(({ stream }) => stream)).size;
    const perBatch = touched(0, FOLLOWER_BATCH) + touched(FOLLOWER_BATCH, EVENTS);
    expect(topics.committed(names.statuses)).toHaveLength(perBatch);
  });

  it('continues where the relay before it ended', async () => {
    const first = begin();
    await first.caughtUpTo(EVENTS - 1, 20_000);
    await first.stop();
    await store.append(history(EVENTS + 50).slice(EVENTS));
    const second = begin();
    await second.caughtUpTo(EVENTS + 49, 20_000);
    expect(await wrong()).toEqual([]);
    expect(second.status().events).toBeLessThan(50);
  });

  it('marks events from before its first start as backfill, and later ones as live', async () => {
    const one = begin();
    await one.caughtUpTo(EVENTS - 1, 20_000);
    await one.stop();
    await store.append(history(EVENTS + 50).slice(EVENTS));
    await begin().caughtUpTo(EVENTS + 49, 20_000);
    const deliveries = Map.groupBy(events(), ({ headers }) => headers.ce_delivery);
    expect([...deliveries.keys()]).toEqual(['backfill', 'live']);
    expect(Number(deliveries.get('live')![0]!.headers.ce_sequence)).toBeGreaterThanOrEqual(EVENTS);
  });

  it.each(['before', 'after'] as const)(
    'publishes nothing twice when it fails %s the commit, each time',
    async (how) => {
      const one = begin();
      for (let more = EVENTS; more < EVENTS + 20; more += 1) {
        await one.caughtUpTo(more - 1, 20_000);
        topics.failNext(how);
        await store.append(history(more + 1).slice(more));
        one.nudge(more);
      }
      await one.caughtUpTo(EVENTS + 19, 20_000);
      expect(await wrong()).toEqual([]);
      await until(() => one.health().state === 'running');
    },
  );

  it('counts its failures by kind, tells of each once, and shows the last one until it succeeds', async () => {
    const changes: FollowerChange['to'][] = [];
    const one = begin({ onChange: ({ to }) => void changes.push(to) });
    await one.caughtUpTo(EVENTS - 1, 20_000);
    topics.failNext('before');
    await until(() => one.status().errors.Fault === 1); // its next heartbeat
    await until(() => one.status().role === 'active' && one.status().failure === undefined);
    expect(one.status().takeovers).toBe(2);
    expect(changes).toEqual(['failing', 'running']);
  });

  it('folds a status from the ledger when it has none in memory', async () => {
    await begin().caughtUpTo(EVENTS - 1, 20_000);
    await open.pop()!.stop();
    await store.append(history(EVENTS + 300).slice(EVENTS));
    await begin().caughtUpTo(EVENTS + 299, 20_000);
    expect(await wrong()).toEqual([]);
  });

  it('finds its checkpoint in a ledger that has moved to a store with other cursors', async () => {
    const first = begin();
    await first.caughtUpTo(EVENTS - 1, 20_000);
    await first.stop();
    await store.append(history(EVENTS + 50).slice(EVENTS));
    const here = store;
    const elsewhere: Pick<EventStore, 'readAll' | 'readStream' | 'last'> = {
      readAll: async (after, limit) => (await here.readAll(after?.slice(6), limit)).map(moved),
      readStream: async (...of) => (await here.readStream(...of)).map(moved),
      last: async () => moved((await here.last())!),
    };
    const moved = <E extends { cursor: string }>(event: E): E => ({ ...event, cursor: `moved ${event.cursor}` });
    await begin({ store: elsewhere }).caughtUpTo(EVENTS + 49, 20_000);
    expect(await wrong()).toEqual([]);
  });

  it('does not touch topics that hold the events of another ledger, and does not try again', async () => {
    const first = begin();
    await first.caughtUpTo(EVENTS - 1, 20_000);
    await first.stop();
    const before = events().length;
    const detail = expect.stringContaining('ahead of this ledger') as unknown as string;
    const error = expect.any(NeedsHuman) as unknown;
    const changes: FollowerChange[] = [];
    const onChange = (it: FollowerChange) => void changes.push(it);
    const other = begin({ store: await ledgerOf(history(EVENTS + 50, { seed: 2 })), onChange });
    await until(() => other.status().role === 'stopped');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(other.status().errors).toEqual({ NeedsHuman: 1 });
    expect(other.health()).toMatchObject({
      state: 'failing',
      failure: { error: expect.stringContaining("another ledger's events"), detail },
    });
    expect(changes).toEqual([{ name: 'relay', position: -1, from: 'running', to: 'failing', detail, error }]);
    expect(events()).toHaveLength(before);
  });

  it('adds its source address to an older checkpoint without one', async () => {
    const older = await topics.topics().open();
    await older.publish([], { position: -1, backfillTo: -1, lastIn: {}, partitions: 3 });
    await older.close();
    const one = begin();
    await one.caughtUpTo(EVENTS - 1, 20_000);
    await one.stop();
    const other = begin({ source: 'https://new.example.org' });
    await until(() => other.status().role === 'stopped');
    expect(other.status().failure?.error).toContain(`The topics hold events of ${source}`);
    expect(await wrong()).toEqual([]);
  });

  it('does not publish when the number of partitions has changed', async () => {
    const first = begin();
    await first.caughtUpTo(EVENTS - 1, 20_000);
    await first.stop();
    const mine = topics.topics();
    const grown: typeof mine = { ...mine, open: async () => ({ ...(await mine.open()), partitions: () => 4 }) };
    const one = begin({ topics: grown });
    await until(() => one.status().role === 'stopped');
    expect(one.status().failure?.error).toMatch(/3 partitions .* now has 4/);
  });

  it('stands by when a newer relay fences it, and takes over when that one falls silent', async () => {
    const older = begin();
    await older.caughtUpTo(EVENTS - 1, 20_000);
    const younger = begin();
    await until(() => older.status().role === 'standby');
    expect(older.health().state).toBe('standby');
    await store.append(history(EVENTS + 50).slice(EVENTS));
    await younger.caughtUpTo(EVENTS + 49, 20_000);
    await new Promise((resolve) => setTimeout(resolve, 500)); // twice the takeover time
    expect([older.status().role, younger.status().role]).toEqual(['standby', 'active']);
    await younger.stop();
    await store.append(history(EVENTS + 100).slice(EVENTS + 50));
    await older.caughtUpTo(EVENTS + 99, 20_000);
    expect(older.status()).toMatchObject({ role: 'active', fencings: 1, takeovers: 2, errors: {} });
    expect(await wrong()).toEqual([]);
  });

  it('stands by after its own failure when another relay has taken over meanwhile', async () => {
    const older = begin({ retryMs: 100 });
    await older.caughtUpTo(EVENTS - 1, 20_000);
    topics.failNext('before');
    await until(() => older.status().errors.Fault === 1);
    const younger = begin(); // while the older one pauses
    await until(() => older.status().role === 'standby');
    expect(younger.status()).toMatchObject({ role: 'active', fencings: 0 });
  });

  it('leaves out an event that it cannot publish, once an operator skips it', async () => {
    const skipped: { eventId: string; by: string; reason: string }[] = [];
    const unbearable = EVENTS - 100;
    const broken: typeof store = {
      ...store,
      readStream: (...of) => store.readStream(...of),
      last: () => store.last(),
      readAll: async (...of) =>
        (await store.readAll(...of)).map((event) =>
          event.position === unbearable ? { ...event, metadata: {} } : event,
        ),
    };
    const one = begin({
      store: broken,
      skips: { list: async () => skipped, record: async (_, skip) => void skipped.push(skip) },
    });
    await until(() => one.health().failure?.event?.position === unbearable);
    await one.skip(one.health().failure!.event!.id, 'operator', 'It is broken');
    await one.caughtUpTo(EVENTS - 1, 20_000);
    expect(await wrong()).toEqual(['1 events are missing, the first of them position 600']);
  });

  it('stops while it stands by, and can start again', async () => {
    const older = begin();
    await older.caughtUpTo(EVENTS - 1, 20_000);
    const younger = begin({ takeOverMs: 60_000 });
    await until(() => older.status().role === 'standby');
    await older.stop();
    expect(older.status().role).toBe('stopped');
    await younger.stop();
    await store.append(history(EVENTS + 50).slice(EVENTS));
    older.start();
    await older.caughtUpTo(EVENTS + 49, 20_000);
    expect(await wrong()).toEqual([]);
  });
});
