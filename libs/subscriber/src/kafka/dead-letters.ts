import { Partitioners, type Kafka, type KafkaMessage, type Producer } from 'kafkajs';
import { UnreadableRecord } from '@jwg/published-language';
import { HandlerFailed, messageOf } from '../errors.js';

/** Where a record was read. */
export interface Origin {
  readonly topic: string;
  readonly partition: number;
}

export interface DeadLetters {
  readonly topic: string;
  /** Stores the unchanged record and the reason. Resolves when every in-sync replica has it. */
  send(place: Origin, message: KafkaMessage, error: unknown): Promise<void>;
  close(): Promise<void>;
}

/** Connects at the first dead letter, because most services never send one. */
export const deadLetters = (client: Kafka, topic: string): DeadLetters => {
  let producer: Producer | undefined;
  const open = async () => {
    await makeWhenMissing(client, topic);
    const opened = client.producer({
      createPartitioner: Partitioners.DefaultPartitioner,
      allowAutoTopicCreation: false,
    });
    await opened.connect();
    return opened;
  };
  return {
    topic,
    async send({ topic: from, partition }, { key, value, headers, offset }, error) {
      producer ??= await open();
      const why = {
        dlq_reason: reasonOf(error),
        dlq_attempts: String(error instanceof HandlerFailed ? error.attempts : 0),
        dlq_topic: from,
        dlq_partition: String(partition),
        dlq_offset: offset,
      };
      const bytes = sizeOf({ key, value, headers });
      const letter =
        bytes > MOST_OF_A_RECORD
          ? { value: null, headers: { ...why, dlq_left_out: `${bytes} bytes` } }
          : { key, value, headers: { ...headers, ...why } };
      await producer.send({ topic, acks: -1, messages: [letter] });
    },
    async close() {
      await producer?.disconnect();
    },
  };
};

/** A reason is for people; with a longer one the record might not fit into the topic, and could never be put aside. */
const MOST_OF_A_REASON = 2_000;
/** Twice what an event of the ledger may have. A larger record is a stranger's; its letter says only where it is. */
const MOST_OF_A_RECORD = 512 * 1024;

const sizeOf = ({ key, value, headers = {} }: Pick<KafkaMessage, 'key' | 'value' | 'headers'>): number =>
  Object.entries(headers).reduce(
    (sum, [name, it]) => sum + name.length + [it ?? ''].flat().reduce((bytes, one) => bytes + one.length, 0),
    (key?.length ?? 0) + (value?.length ?? 0),
  );

/** Without the place, which has headers of its own. */
const reasonOf = (error: unknown) => {
  const isPlaced = error instanceof UnreadableRecord && error.cause instanceof UnreadableRecord;
  return messageOf(error instanceof HandlerFailed || isPlaced ? error.cause : error).slice(0, MOST_OF_A_REASON);
};

const makeWhenMissing = async (client: Kafka, topic: string) => {
  const admin = client.admin();
  await admin.connect();
  try {
    if ((await admin.listTopics()).includes(topic)) return;
    // Returns false when another member has created the topic first.
    const configEntries = [{ name: 'retention.ms', value: '-1' }]; // a letter waits until somebody has read it
    await admin.createTopics({ topics: [{ topic, numPartitions: 1, configEntries }], waitForLeaders: true });
  } finally {
    await admin.disconnect();
  }
};
