import { setTimeout as sleep } from 'node:timers/promises';
import kafkajs from 'kafkajs';
import { commitments } from './events.ts';
import { alternate, median, ratio, short, timed } from './measure.ts';
import {
  kafkaClient,
  openKafkaRelay,
  openSqliteEventStore,
  publishedEvents,
  publishedStatuses,
  statuses,
  topicNames,
} from './product.ts';

const BATCH = 500;
const PARTITIONS = 6;
const source = 'https://ledger.example.org';

/** How fast a ledger gets into Kafka, compared with a producer of ready-made records. */
export const rate = async (brokers, { folder, quick }) => {
  const [streams, events, rounds] = quick ? [1_000, 3_000, 3] : [10_000, 20_000, 15];
  const ledger = await openLedger(folder, streams);
  const relay = await openRelay(brokers, ledger.store);
  await relay.publish(ledger.registered); // also a warm-up
  await sleep(200);
  const bare = await openBare(brokers, ledger.store);
  await bare.publish(await bare.recordsOf(ledger.registered));

  /** The same events for both sides; they are in the ledger before the measurement begins. */
  const parts = [];
  const part = (round) => (parts[round] ??= ledger.grow(events));
  const rates = await alternate(rounds, {
    async relay(round) {
      const written = await part(round);
      if (relay.position() >= written[0].position) throw new Error('The relay began before the measurement did');
      const ms = await timed(() => relay.publish(written));
      await sleep(200); // until it has seen that nothing follows, and waits for the next nudge
      return (events / ms) * 1000;
    },
    async bare(round) {
      const records = await bare.recordsOf(await part(round));
      return (events / (await timed(() => bare.publish(records)))) * 1000;
    },
  });
  const { transactions, errors } = relay.status();
  await Promise.all([relay.stop(), bare.close()]);
  await ledger.store.close();

  const { value, spread } = ratio(rates.relay, rates.bare);
  return {
    name: 'relay',
    value,
    unit: 'ratio',
    aim: '>=0.8',
    of: `events a second out of a SQLite ledger into Kafka, ${BATCH} and their statuses a transaction, ${streams} commitments at random, to a bare kafkajs producer that is given the same records ready-made, with the same transactions, retries and acks`,
    figures: {
      spread,
      relayPerSecond: short(median(rates.relay)),
      barePerSecond: short(median(rates.bare)),
      events: events * rounds,
      transactions,
      errors,
    },
  };
};

const openLedger = async (folder, streams) => {
  const store = openSqliteEventStore({ folder });
  const { registrations, reports } = commitments(streams, 1);
  let last;
  const append = async (writes) => {
    for (let at = 0; at < writes.length; at += BATCH) await store.append(writes.slice(at, at + BATCH));
    const written = await store.readAll(last?.cursor, writes.length);
    last = written.at(-1);
    return written;
  };
  return { store, registered: await append(registrations), grow: (events) => append(reports(events)) };
};

/** Its poll interval is so long that only a nudge makes it publish, so that each round begins at its right moment. */
const openRelay = async (brokers, store) => {
  const topics = { prefix: 'relay', partitions: PARTITIONS, retentionMs: -1, createTopics: true };
  const relay = await openKafkaRelay({ brokers, store, source, pollMs: 3_600_000, ...topics });
  relay.start();
  return {
    async publish(events) {
      const { position } = events.at(-1);
      relay.nudge(position);
      if (!(await relay.caughtUpTo(position, 120_000)))
        throw new Error(`The relay stands: ${JSON.stringify(relay.status())}`);
    },
    position: () => relay.status().position,
    status: () => relay.status(),
    stop: () => relay.stop(),
  };
};

/** Only kafkajs in the measured time: one transaction per batch, with all of its records in one call. */
const openBare = async (brokers, store) => {
  const names = topicNames('bare');
  const kafka = kafkaClient({ brokers }); // with the product's retries and timeouts
  const admin = kafka.admin();
  await admin.connect();
  const made = Object.entries({ [names.events]: PARTITIONS, [names.statuses]: PARTITIONS, [names.checkpoints]: 1 });
  await admin.createTopics({ topics: made.map(([topic, numPartitions]) => ({ topic, numPartitions })) });
  await admin.disconnect();
  const producer = kafka.producer({
    transactionalId: 'bare',
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
  });
  await producer.connect();

  const partition = kafkajs.Partitioners.DefaultPartitioner();
  const partitionMetadata = Array.from({ length: PARTITIONS }, (_, partitionId) => ({ partitionId, leader: 0 }));
  const publisher = { partitionOf: (topic, key) => partition({ topic, message: { key }, partitionMetadata }) };
  const known = statuses(store);
  let checkpoint = { position: -1, backfillTo: -1, lastIn: {}, partitions: PARTITIONS };
  const to = { source, delivery: () => 'live' };
  return {
    async recordsOf(events) {
      const batches = [];
      for (let at = 0; at < events.length; at += BATCH) {
        const batch = events.slice(at, at + BATCH);
        const published = publishedEvents(batch, checkpoint, { ...to, topic: names.events }, publisher);
        checkpoint = published.checkpoint;
        const touched = await publishedStatuses(batch, known, { ...to, topic: names.statuses }, publisher);
        const mark = {
          topic: names.checkpoints,
          partition: 0,
          key: 'bare',
          headers: {},
          value: JSON.stringify(checkpoint),
        };
        const records = Map.groupBy([...published.records, ...touched, mark], ({ topic }) => topic);
        batches.push(
          [...records].map(([topic, its]) => ({
            topic,
            messages: its.map(({ key, value, partition, headers }) => ({ key, value, partition, headers })),
          })),
        );
      }
      return batches;
    },
    async publish(batches) {
      for (const topicMessages of batches) {
        const transaction = await producer.transaction();
        await transaction.sendBatch({ topicMessages, acks: -1 });
        await transaction.commit();
      }
    },
    close: () => producer.disconnect(),
  };
};
