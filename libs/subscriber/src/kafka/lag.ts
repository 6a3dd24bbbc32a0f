import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin, Consumer } from 'kafkajs';

const ANSWER_MS = 3_000;

/** How many records this member has before it, in the partitions that are its own now. */
export interface Lag {
  /** Notes the offset of the next record to handle. */
  reached(partition: number, next: bigint): void;
  /** `undefined` while the broker does not answer. */
  ask(): Promise<number | undefined>;
}

export const lagOf = (consumer: Consumer, admin: Admin, { topic, group }: { topic: string; group: string }): Lag => {
  const next = new Map<number, bigint>();
  let own: readonly number[] = [];
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    own = payload.memberAssignment[topic] ?? [];
    next.clear();
  });
  // A batch of markers alone is not passed on.
  consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload: { partition, batchSize, lastOffset } }) => {
    if (batchSize === 0) next.set(partition, BigInt(lastOffset) + 1n);
  });
  const count = async () => {
    const [committed] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
    const from = new Map(committed?.partitions.map(({ partition, offset }) => [partition, BigInt(offset)]));
    const all = (await admin.fetchTopicOffsets(topic))
      .filter(({ partition }) => own.includes(partition))
      .map(({ partition, low, high }) => {
        const at = next.get(partition) ?? from.get(partition) ?? 0n;
        const first = at > BigInt(low) ? at : BigInt(low);
        return BigInt(high) > first ? Number(BigInt(high) - first) : 0;
      });
    return all.reduce((sum, it) => sum + it, 0);
  };
  return {
    reached: (partition, offset) => void next.set(partition, offset),
    ask: () => Promise.race([count().catch(() => undefined), sleep(ANSWER_MS, undefined, { ref: false })]),
  };
};
