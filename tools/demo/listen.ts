import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel, type KafkaMessage } from 'kafkajs';

const FIRST = 5;
/** The existing records count as read after this time without a new one. */
const LULL_MS = 1_500;

interface Listener {
  /** Resolves when the records that existed at the start have been printed. */
  readonly settled: Promise<void>;
  close(): Promise<void>;
}

/**
 * A consumer of committed records, like that of any service. It prints the first events and the number of records in
 * each topic, then each further event as it arrives.
 *
 * @param options  `once`: the caller waits for `settled`; otherwise `settled` resolves at once
 */
export const listen = (brokers: readonly string[], { once }: { readonly once: boolean }): Listener => {
  const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: 'jwg-demo', allowAutoTopicCreation: false });
  const told = tellingOf();
  const closing = new AbortController();
  const settled = (async () => {
    const topics = ['jwg.events.v1', 'jwg.commitment-status.v1'];
    await untilThere(kafka, topics, closing.signal);
    await consumer.connect();
    await consumer.subscribe({ topics, fromBeginning: true });
    await consumer.run({ eachMessage: async ({ topic, message }) => told.take(topic, message) });
    await told.summary(closing.signal);
  })().catch((error: Error) => {
    if (!closing.signal.aborted) console.error(`The demo's consumer ended: ${error.message}`);
  });
  return {
    settled: once ? settled : Promise.resolve(),
    async close() {
      closing.abort();
      await Promise.race([consumer.disconnect().catch(() => {}), sleep(2_000)]);
    },
  };
};

/** Waits for the topics, which the relay creates when it starts. */
const untilThere = async (kafka: Kafka, topics: readonly string[], signal: AbortSignal) => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    for (;;) {
      const there = await admin.listTopics();
      if (topics.every((topic) => there.includes(topic))) return;
      await sleep(200, undefined, { signal });
    }
  } finally {
    await admin.disconnect();
  }
};

const tellingOf = () => {
  const counts = new Map<string, number>();
  const there: string[] = []; // records of different partitions arrive in no fixed order
  let last = 0;
  let live = false;
  return {
    take(topic: string, message: KafkaMessage) {
      counts.set(topic, (counts.get(topic) ?? 0) + 1);
      last = Date.now();
      if (live) console.log(`Kafka  ${lineOf(topic, message)}`);
      else if (topic.endsWith('.events.v1')) there.push(lineOf(topic, message));
    },
    async summary(signal: AbortSignal) {
      while (last === 0 || Date.now() - last < LULL_MS) await sleep(100, undefined, { signal });
      const total = [...counts].map(([topic, count]) => `  ${String(count).padStart(5)} records in ${topic}`);
      console.log(
        [
          'On Kafka, read_committed, the first of them:',
          ...there
            .sort()
            .slice(0, FIRST)
            .map((it) => `  ${it}`),
          ...total,
          '',
        ].join('\n'),
      );
      live = true;
    },
  };
};

const lineOf = (topic: string, { key, headers = {} }: KafkaMessage) => {
  const { ce_type, ce_sequence, ce_time, ce_delivery } = headers;
  const [type, time] = [String(ce_type).split('.').at(-2) ?? '', String(ce_time).slice(0, 10)];
  return `${String(ce_sequence).padStart(5)}  ${type.padEnd(24)}  ${time}  ${String(ce_delivery)}  ${String(key)}  (${topic.split('.').at(-2)})`;
};
