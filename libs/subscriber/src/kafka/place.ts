import type { Admin, EachBatchPayload } from 'kafkajs';
import type { Last, Order } from '../order.js';
import { patient } from './patient.js';

/** The metadata of an offset at which a group begins that has read the statuses: the next record may be any. */
export const AFTER_STATUSES = 'statuses';

/**
 * Takes over where the group is in a partition, from the metadata of the committed offset.
 *
 * @param fetched  the offset from which the first batch was asked. Behind the statuses, a higher one than the committed
 *                 means that records were deleted in between.
 */
export const learnPlace = async (
  admin: Admin,
  { groupId, topic, partition, fetched }: { groupId: string; topic: string; partition: number; fetched: string },
  order: Order,
): Promise<void> => {
  const [committed] = await patient(() => admin.fetchOffsets({ groupId, topics: [topic] }));
  const place = committed?.partitions.find((entry) => entry.partition === partition);
  if (place?.metadata === AFTER_STATUSES) {
    if (BigInt(fetched) <= BigInt(place.offset)) order.open(partition);
  } else {
    order.learn(partition, lastIn(place?.metadata));
  }
};

/** What is committed beside an offset: up to three sequences; `-` for the middle one if there is none. */
export const textOf = (order: Order, partition: number): string | undefined => {
  const last = order.last(partition);
  if (!last) return order.isOpen(partition) ? AFTER_STATUSES : undefined;
  const { sequence, before, left } = last;
  return [sequence, before ?? (left === undefined ? undefined : '-'), left].filter((it) => it !== undefined).join(' ');
};

const lastIn = (metadata: string | null | undefined): Last | undefined => {
  if (!metadata || !/^\d+( (\d+|-)( \d+)?)?$/.test(metadata)) return undefined;
  const [sequence, before, left] = metadata.split(' ').map((it) => (it === '-' ? undefined : Number(it)));
  return { sequence: sequence!, before, left };
};

/** Tracks how far a batch was handled, and commits that offset. */
export const committing = ({ batch, commitOffsetsIfNecessary }: EachBatchPayload) => {
  let reached: { offset: string; metadata?: string } | undefined;
  let committedAt = Date.now();
  return {
    /** @returns the offset of the next record */
    reached(offset: string, metadata: string | undefined): bigint {
      // A transaction's marker may follow the last record; kafkajs never passes markers on.
      const last = offset === batch.messages.at(-1)!.offset ? batch.lastOffset() : offset;
      const next = BigInt(last) + 1n;
      reached = { offset: String(next), metadata };
      return next;
    },
    /** Commits, unless the last commit is less than `everyMs` milliseconds ago. */
    async commit(everyMs = 0) {
      if (!reached || Date.now() - committedAt < everyMs) return;
      const partitions = [{ partition: batch.partition, ...reached }];
      reached = undefined;
      committedAt = Date.now();
      await commitOffsetsIfNecessary({ topics: [{ topic: batch.topic, partitions }] });
    },
  };
};
