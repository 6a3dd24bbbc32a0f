import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { EventStore } from '@jwg/event-sourcing';
import { kafkaTopics } from '../../libs/relay/src/kafka/kafka-topics.js';
import { liveTopics } from '../../libs/relay/src/kafka/live-topics.js';
import type { Place } from '../../libs/relay/src/place.js';
import { relay } from '../../libs/relay/src/relay.js';
import { topicNames } from '../../libs/relay/src/topic-names.js';
import { history } from '../../tools/relay-torture/history.mjs';
import { kafkaBroker } from '../kafka.js';
import { readCommitted } from '../read-committed.js';
import { proxyTo, type Fault } from './proxy.js';
import { ledgerOf, wrongWith } from './relaying.js';

const kafka = await kafkaBroker();
const EVENTS = 60;

// What a relay asks of the broker from its first start to the end of its first batch: a fence, two places, the batch.
const asked: [Fault['request'], times: number][] = [
  ['InitProducerId', 1],
  ['AddPartitionsToTxn', 5],
  ['Produce', 5],
  ['EndTxn', 4],
];
const points = asked.flatMap(([request, times]) =>
  Array.from({ length: times }, (_, at) =>
    (['unasked', 'unanswered'] as const).map((how): Fault => ({ request, nth: at + 1, how })),
  ).flat(),
);

kafka.describe('A relay whose connection to a real broker is cut', () => {
  let store: EventStore;
  let proxy: Awaited<ReturnType<typeof proxyTo>>;
  beforeAll(async () => {
    store = await ledgerOf(history(EVENTS, { streams: 12 }));
    proxy = await proxyTo(Number(kafka.fresh().brokers[0]!.split(':')[1]));
  });
  afterAll(() => proxy.close());

  it.each(points)('at $request number $nth, $how, publishes each event once and in order', async (fault) => {
    const { brokers, prefix } = kafka.fresh();
    const names = topicNames(prefix);
    const options = {
      required: liveTopics(names, { partitions: 3, retentionMs: -1 }),
      checkpoints: names.checkpoints,
      key: 'relay',
      create: true,
    };
    const topics = kafkaTopics<Place>({ brokers }, options, proxy.socketFactory);
    const one = relay({ store, topics, names, source: 'https://ledger.example.org', retryMs: 1, takeOverMs: 60_000 });
    proxy.strike(fault);
    one.start();
    expect(await one.caughtUpTo(EVENTS - 1, 25_000)).toBe(true);
    await one.stop();
    expect(proxy.hasStruck()).toBe(true);
    expect(Object.values(one.status().errors)).toEqual([1]);
    const [events, statuses] = await Promise.all(
      [names.events, names.statuses].map((it) => readCommitted(brokers, it)),
    );
    expect(await wrongWith(store, events!, statuses!)).toEqual([]);
  });
});
