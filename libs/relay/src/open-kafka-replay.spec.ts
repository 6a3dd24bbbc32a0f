import { beforeEach, expect, it } from '@jest/globals';
import type { EventStore, StoredEvent } from '@jwg/event-sourcing';
import { isPublished } from '@jwg/published-language';
import { Kafka, logLevel } from 'kafkajs';
import { kafkaBroker } from '../../../test/kafka.js';
import { readCommitted } from '../../../test/read-committed.js';
import { history, ledgerOf, wholeLedger } from '../../../test/relaying.js';
import { kafkaReplayStatus, replayIntoKafka, topicNames, type KafkaReplayOptions } from './index.js';

const kafka = await kafkaBroker();
const EVENTS = 2_000;

kafka.describe('A replay', () => {
  let store: EventStore;
  let at: { brokers: string[]; prefix: string };
  const bounds = { from: 300, to: 1_800 };
  const replay = (more: Partial<KafkaReplayOptions> = {}) =>
    replayIntoKafka({
      ...{ store, ...at, ...bounds, name: 'once-more', source: 'https://ledger.example.org' },
      ...{ partitions: 3, retentionMs: -1, createTopics: true },
      ...more,
    });
  const status = (name = 'once-more') => kafkaReplayStatus({ ...at, name });
  const topic = () => topicNames(at.prefix).replay('once-more');
  const expected = async () =>
    (await wholeLedger(store)).filter(
      (event) => isPublished(event) && event.position >= bounds.from && event.position <= bounds.to,
    );
  /** The sequences in order of position, duplicates included. */
  const sequences = async () =>
    (await readCommitted(at.brokers, topic())).map(({ headers }) => Number(headers.ce_sequence)).sort((a, b) => a - b);
  const positions = (events: readonly StoredEvent[]) => events.map(({ position }) => position);
  beforeEach(async () => {
    store = await ledgerOf(history(EVENTS));
    at = kafka.fresh();
  });

  it('runs again, within any bounds, when its topic was deleted', async () => {
    await replay();
    const admin = new Kafka({ brokers: at.brokers, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.deleteTopics({ topics: [topic()] });
    await admin.disconnect();
    expect(await replay({ from: 0, to: 9 })).toMatchObject({ from: 0, to: 9, finished: true, alreadyFinished: false });
    expect(await sequences()).toEqual(
      positions((await wholeLedger(store)).filter(isPublished)).filter((it) => it <= 9),
    );
  });

  it('publishes the events between two positions once more, into a topic of its own', async () => {
    const told: number[] = [];
    const done = await replay({ progress: ({ position }) => told.push(position) });
    const events = await expected();
    expect(done).toEqual({
      topic: topic(),
      ...bounds,
      position: 1_800,
      events: events.length,
      finished: true,
      alreadyFinished: false,
    });
    expect(told).toEqual([499, 999, 1_499, 1_800]);
    const records = await readCommitted(at.brokers, topic());
    expect(records.map(({ headers }) => headers.ce_delivery)).toEqual(records.map(() => 'replay'));
    for (const partition of [0, 1, 2]) {
      const its = records.filter((record) => record.partition === partition);
      expect(its.map(({ headers }) => headers.ce_previous)).toEqual([
        undefined,
        ...its.slice(0, -1).map(({ headers }) => headers.ce_sequence),
      ]);
    }
    expect(await sequences()).toEqual(positions(events));
  });

  it('does nothing when it is run again after its end, and says so', async () => {
    await replay();
    expect(await replay()).toMatchObject({ finished: true, alreadyFinished: true });
    expect(await sequences()).toEqual(positions(await expected()));
  });

  it('continues where it was interrupted', async () => {
    const stop = new AbortController();
    const broken = replay({ signal: stop.signal, progress: () => stop.abort(new Error('broken off')) });
    await expect(broken).rejects.toThrow('broken off');
    expect(await status()).toMatchObject({ ...bounds, position: 499, finished: false });
    await replay();
    expect(await sequences()).toEqual(positions(await expected()));
  });

  it('can be observed from another process', async () => {
    expect(await status()).toBeUndefined();
    await replay();
    expect(await status()).toMatchObject({ ...bounds, position: 1_800, finished: true });
    expect(await status('another')).toBeUndefined();
  });

  it('refuses other bounds for the same topic', async () => {
    await replay();
    await expect(replay({ to: 1_900 })).rejects.toThrow(/holds a replay of positions 300 to 1800, not 300 to 1900/);
  });

  it.each([
    [{ to: EVENTS }, /not a part of this ledger, which ends at position 1999/],
    [{ from: 5, to: 4 }, /not a part/],
    [{ name: 'Events.v1' }, /lower-case/],
  ])('refuses %j', async (more, message) => {
    await expect(replay(more)).rejects.toThrow(message);
  });
});
