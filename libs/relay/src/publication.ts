import type { StoredEvent } from '@jwg/event-sourcing';
import {
  isOfCommitment,
  isPublished,
  toCloudEvent,
  toHeaders,
  toStatusRecord,
  type Delivery,
} from '@jwg/published-language';
import { advanced, type RelayCheckpoint } from './relay-checkpoint.js';
import type { Statuses } from './statuses.js';
import type { Publisher, TopicRecord } from './topics.js';

/** The result of one batch of the log: the records to publish, and the checkpoint after them. */
export interface Publication {
  readonly records: readonly TopicRecord[];
  readonly checkpoint: RelayCheckpoint;
}

export interface Destination {
  readonly topic: string;
  readonly source: string;
  readonly delivery: (event: StoredEvent) => Exclude<Delivery, 'correction'>;
}

type Partitions = Pick<Publisher<RelayCheckpoint>, 'partitionOf'>;

/** The published events in order, each with the sequence of the previous record in its partition. */
export const publishedEvents = (
  batch: readonly StoredEvent[],
  checkpoint: RelayCheckpoint,
  to: Destination,
  { partitionOf }: Partitions,
): Publication => {
  const lastIn = { ...checkpoint.lastIn };
  const records = batch.filter(isPublished).map((event): TopicRecord => {
    const partition = partitionOf(to.topic, event.stream);
    const previous = lastIn[partition];
    lastIn[partition] = event.position;
    const cloudEvent = toCloudEvent(event, to.source, to.delivery(event));
    const headers = toHeaders(previous === undefined ? cloudEvent : { ...cloudEvent, previous: String(previous) });
    return {
      topic: to.topic,
      partition,
      key: event.stream,
      headers,
      value: JSON.stringify(cloudEvent.data),
    };
  });
  return { records, checkpoint: advanced(checkpoint, batch.at(-1)!, lastIn) };
};

/** One record for each commitment in the batch: its status after its last published event in the batch. */
export const publishedStatuses = async (
  batch: readonly StoredEvent[],
  statuses: Statuses,
  to: Destination,
  { partitionOf }: Partitions,
): Promise<TopicRecord[]> => {
  const last = new Map<string, TopicRecord>();
  for (const event of batch.filter(({ stream }) => isOfCommitment(stream))) {
    const status = await statuses.after(event);
    if (!status || !isPublished(event)) continue;
    const record = toStatusRecord(status, event, to.source, to.delivery(event));
    last.set(event.stream, {
      topic: to.topic,
      partition: partitionOf(to.topic, status.commitmentId),
      key: status.commitmentId,
      headers: toHeaders(record),
      value: JSON.stringify(record.data),
    });
  }
  return [...last.values()];
};
