import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { EventStore } from '@jwg/event-sourcing';
import { isPublished } from '@jwg/published-language';
import { kafkaBroker } from '../../../test/kafka.js';
import { readCommitted } from '../../../test/read-committed.js';
import { history, ledgerOf, wholeLedger, wrongWith } from '../../../test/relaying.js';
import { kafkaTopics } from './kafka/kafka-topics.js';
import { checkpointsTopic, eventsTopic, liveTopics } from './kafka/live-topics.js';
import type { RelayCheckpoint } from './relay-checkpoint.js';
import { relay } from './relay.js';
import { replay, type ReplayCheckpoint } from './replay.js';
import { topicNames } from './topic-names.js';
import { proxyTo, type Fault } from './testing/proxy.js';

const kafka = await kafkaBroker();
const EVENTS = 60;

// The requests of a relay from its first start to the end of its first batch: a fence, its checkpoint, the batch.
const asked: [Fault['request'], times: number][] = [
  ['InitProducerId', 1],
  ['AddPartitionsToTxn', 4],
  ['Produce', 4],
  ['EndTxn', 3],
];
const pointsOf = (all: [Fault['request'], times: number][]): Fault[] =>
  all.flatMap(([request, times]) =>
    Array.from({ length: times }, (_, at) =>
      (['unasked', 'unanswered'] as const).map((how): Fault => ({ request, nth: at + 1, how })),
    ).flat(),
  );

kafka.describe('A relay whose connection to the broker is cut', () => {
  let store: EventStore;
  let proxy: Awaited<ReturnType<typeof proxyTo>>;
  beforeAll(async () => {
    store = await ledgerOf(history(EVENTS, { streams: 12 }));
    proxy = await proxyTo(Number(kafka.fresh().brokers[0]!.split(':')[1]));
  });
  afterAll(() => proxy.close());

  it.each(pointsOf(asked))('at $request number $nth, $how, publishes each event once and in order', async (fault) => {
    const { brokers, prefix } = kafka.fresh();
    const names = topicNames(prefix);
    const options = {
      required: liveTopics(names, { partitions: 3, retentionMs: -1 }),
      checkpoints: names.checkpoints,
      key: 'relay',
      create: true,
    };
    const topics = kafkaTopics<RelayCheckpoint>({ brokers }, options, proxy.socketFactory);
    const one = relay({ store, topics, names, source: 'https://ledger.example.org', retryMs: 1, takeOverMs: 60_000 });
    proxy.strike(fault);
    one.start();
    expect(await one.caughtUpTo(EVENTS - 1, 25_000)).toBe(true);
    await one.stop();
    const [events, statuses] = await Promise.all(
      [names.events, names.statuses].map((it) => readCommitted(brokers, it)),
    );
    expect(await wrongWith(store, events!, statuses!)).toEqual([]);
    expect(proxy.hasStruck()).toBe(true);
    expect(Object.keys(one.status().errors)).not.toEqual([]); // a busy broker may also refuse later requests
  });

  // The requests of a replay: the fence, then one batch with a checkpoint and its events.
  it.each(
    pointsOf([
      ['Produce', 3],
      ['EndTxn', 2],
    ]),
  )('at $request number $nth, $how, replays each event once', async (fault) => {
    const { brokers, prefix } = kafka.fresh();
    const names = topicNames(prefix);
    const topic = names.replay('once-more');
    const settings = { partitions: 3, retentionMs: -1 };
    const options = {
      required: [eventsTopic(topic, settings), checkpointsTopic(names.replayCheckpoints, settings)],
      checkpoints: names.replayCheckpoints,
      key: topic,
      create: true,
    };
    proxy.strike(fault);
    const done = await replay({
      ...{ store, topic, source: 'https://ledger.example.org', from: 0, to: EVENTS - 1 },
      topics: kafkaTopics<ReplayCheckpoint>({ brokers }, options, proxy.socketFactory),
    });
    expect(proxy.hasStruck()).toBe(true);
    const ids = (await readCommitted(brokers, topic)).map(({ headers }) => headers.ce_id);
    expect([ids.length, new Set(ids).size]).toEqual([done.events, done.events]);
    expect(new Set(ids)).toEqual(new Set((await wholeLedger(store)).filter(isPublished).map(({ id }) => id)));
  });
});
