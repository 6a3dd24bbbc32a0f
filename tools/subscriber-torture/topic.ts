import { Kafka, logLevel, Partitioners } from 'kafkajs';

const PARTITIONS = 3;
const SUBJECTS = 20;
const MOST = 600;

export interface Written {
  readonly sequence: number;
  readonly offset: number;
}

/** The topic of events, written without a relay, and what has been deleted from it. */
export const openTopic = async ({ brokers, prefix, group }: { brokers: string[]; prefix: string; group: string }) => {
  const topic = `${prefix}.events.v1`;
  const client = new Kafka({ brokers, logLevel: logLevel.NOTHING, retry: { retries: 30, maxRetryTime: 1_000 } });
  const [admin, producer] = [
    client.admin(),
    client.producer({ createPartitioner: Partitioners.DefaultPartitioner, idempotent: true, maxInFlightRequests: 1 }),
  ];
  await Promise.all([admin.connect(), producer.connect()]);
  await admin.createTopics({ topics: [{ topic, numPartitions: PARTITIONS }], waitForLeaders: true });
  const written: Written[][] = Array.from({ length: PARTITIONS }, () => []);
  const lows = Array<number>(PARTITIONS).fill(0);
  let next = 0;

  /** Appends as many events, over all partitions, in batches that a broker takes. */
  const publish = async (count: number) => {
    for (let left = count; left > 0; left -= MOST) await send(Math.min(MOST, left));
  };
  const send = async (count: number) => {
    const batches = new Map<number, { sequence: number; headers: Record<string, string> }[]>();
    for (const end = next + count; next < end; next += 1) {
      const partition = (next % SUBJECTS) % PARTITIONS;
      const batch = batches.get(partition) ?? batches.set(partition, []).get(partition)!;
      const previous = batch.at(-1)?.sequence ?? written[partition]!.at(-1)?.sequence;
      batch.push({ sequence: next, headers: headersOf(next, previous) });
    }
    for (const [partition, batch] of batches) {
      const messages = batch.map(({ headers }) => ({ partition, key: headers.ce_subject, value: '{}', headers }));
      const [answer] = await producer.send({ topic, acks: -1, messages });
      const base = Number(answer!.baseOffset);
      written[partition]!.push(...batch.map(({ sequence }, n) => ({ sequence, offset: base + n })));
    }
  };

  /** Deletes half of what the group has not read, in each partition. @returns how many records */
  const forgetHalf = async () => {
    const [committed] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
    let deleted = 0;
    const partitions = (await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => {
      const place = Number(committed?.partitions.find((it) => it.partition === partition)?.offset ?? 0);
      const from = Math.max(place, lows[partition]!);
      lows[partition] = from + Math.floor((Number(high) - from) / 2);
      deleted += lows[partition] - from;
      return { partition, offset: String(lows[partition]) };
    });
    await admin.deleteTopicRecords({ topic, partitions });
    return deleted;
  };

  return {
    publish,
    forgetHalf,
    count: () => next,
    /** All that was ever written, by partition. */
    written: (): readonly (readonly Written[])[] => written,
    /** The first offset that is left, by partition. */
    lows: (): readonly number[] => lows,
    close: () => Promise.all([admin.disconnect(), producer.disconnect()]),
  };
};

const headersOf = (sequence: number, previous: number | undefined): Record<string, string> => ({
  ...FIXED,
  ce_id: `event-${sequence}`,
  ce_subject: `commitment-jwg.1.c${sequence % SUBJECTS}`,
  ce_partitionkey: `commitment-jwg.1.c${sequence % SUBJECTS}`,
  ce_sequence: String(sequence),
  ce_revision: String(Math.floor(sequence / SUBJECTS)),
  ...(previous !== undefined && { ce_previous: String(previous) }),
});

const FIXED = {
  'content-type': 'application/json',
  ce_specversion: '1.0',
  ce_source: 'https://ledger.example.org',
  ce_type: 'org.jwgledger.jwg.WorkStarted.v1',
  ce_time: '2026-01-01T00:00:00Z',
  ce_dataschema: 'https://ledger.example.org/schemas/WorkStarted.v1.json',
  ce_timeprecision: 'day',
  ce_recordedtime: '2026-01-01T00:00:00Z',
  ce_authority: 'officialStatement',
  ce_visibility: 'public',
  ce_correlationid: 'torture',
  ce_causationid: 'torture',
  ce_delivery: 'live',
};
