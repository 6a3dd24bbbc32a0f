import { sample, stored, uuid } from '@jwg/domain/samples';
import type { CommitmentEvent, LedgerEvent } from '@jwg/domain';
import type { StoredEvent } from '@jwg/event-sourcing';
import { toCloudEvent, toHeaders, type CloudEvent, type Published } from '@jwg/published-language';
import { Kafka, logLevel, Partitioners, type Producer } from 'kafkajs';

export const SOURCE = 'https://ledger.example';

/** Writes records to a topic by hand, in any order, partition and number. The relay would never do this. */
export interface Publishing {
  readonly client: Kafka;
  /** Sends events; each one names the previous record in the partition, unless it has a `previous` of its own. */
  send(partition: number, ...events: readonly CloudEvent[]): Promise<void>;
  raw(partition: number, key: string, value: string | null, headers: Record<string, string>, to?: Topic): Promise<void>;
  /** Deletes records, as retention does: those before this offset. */
  delete(partition: number, before: number): Promise<void>;
  /** Sends in a transaction: readers see the events after `commit`. */
  transaction(): Promise<Transaction>;
  close(): Promise<void>;
}

type Topic = 'events' | 'commitment-status';

export interface Transaction {
  send(topic: Topic, partition: number, ...records: readonly Published[]): Promise<void>;
  commit(): Promise<void>;
  abort(): Promise<void>;
}

export const publishing = async ({ brokers, prefix }: { brokers: string[]; prefix: string }): Promise<Publishing> => {
  const client = new Kafka({ brokers, logLevel: logLevel.NOTHING });
  const admin = client.admin();
  await admin.connect();
  await admin.createTopics({
    topics: ['events', 'commitment-status'].map((name) => ({ topic: `${prefix}.${name}.v1`, numPartitions: 2 })),
    waitForLeaders: true,
  });
  await admin.disconnect();
  const opened: Producer[] = [];
  const open = async (transactionalId?: string) => {
    const producer = client.producer({
      createPartitioner: Partitioners.DefaultPartitioner,
      ...(transactionalId !== undefined && { transactionalId, idempotent: true, maxInFlightRequests: 1 }),
      retry: { initialRetryTime: 5, factor: 0.2, multiplier: 1.5, maxRetryTime: 1_000, retries: 10 },
    });
    await producer.connect();
    opened.push(producer);
    return producer;
  };
  const plain = await open();
  const transactional = await open(`${prefix}-by-hand`);
  const lasts = new Map<string, Pick<Published, 'sequence' | 'previous'>>();
  const chained = (topic: string, partition: number, records: readonly Published[]) => {
    const place = `${topic} ${partition}`;
    return records.map((record) => {
      const last = lasts.get(place);
      // A repeated record names what it named the first time.
      const previous = record.previous ?? (last?.sequence === record.sequence ? last.previous : last?.sequence);
      lasts.set(place, { sequence: record.sequence, ...(previous !== undefined && { previous }) });
      return {
        partition,
        key: record.partitionkey,
        value: JSON.stringify(record.data),
        headers: toHeaders({ ...record, ...(previous !== undefined && { previous }) }),
      };
    });
  };
  const events = `${prefix}.events.v1`;
  return {
    client,
    async send(partition, ...records) {
      await plain.send({ topic: events, messages: chained(events, partition, records) });
    },
    async raw(partition, key, value, headers, to = 'events') {
      await plain.send({ topic: `${prefix}.${to}.v1`, messages: [{ partition, key, value, headers }] });
    },
    async delete(partition, before) {
      const admin = client.admin();
      await admin.connect();
      await admin.fetchTopicOffsets(events); // kafkajs must have heard of the topic
      await admin.deleteTopicRecords({ topic: events, partitions: [{ partition, offset: String(before) }] });
      await admin.disconnect();
    },
    async transaction() {
      const transaction = await transactional.transaction();
      return {
        async send(name, partition, ...records) {
          const topic = `${prefix}.${name}.v1`;
          await transaction.send({ topic, messages: chained(topic, partition, records) });
        },
        commit: () => transaction.commit(),
        abort: () => transaction.abort(),
      };
    },
    async close() {
      await Promise.all(opened.map((producer) => producer.disconnect()));
    },
  };
};

/** An event of a commitment at a position in the ledger; the position determines its id. */
export const storedAt = (
  position: number,
  fact: LedgerEvent = sample('ProgressReported', { percent: position % 100 }),
  commitment = 'cpec-jwg-st.2.c1',
): StoredEvent<CommitmentEvent> => ({
  ...(stored(fact, `commitment-${commitment}`, position) as StoredEvent<CommitmentEvent>),
  id: uuid(position),
});

export const eventAt = (position: number, changes: Partial<CloudEvent> = {}): CloudEvent => ({
  ...toCloudEvent(storedAt(position), SOURCE),
  ...changes,
});

/** Resolves when the condition holds; rejects after 20 s. */
export const until = async (isSo: () => boolean): Promise<void> => {
  for (const end = Date.now() + 20_000; !isSo();) {
    if (Date.now() > end) throw new Error(`Never came true: ${String(isSo)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
