import type { TopicNames } from '../topic-names.js';
import type { RequiredTopic } from './required-topics.js';

export interface TopicSettings {
  /** The partitions of the events topic and of the statuses topic. The number cannot change once the topics exist. */
  readonly partitions: number;
  readonly minInsync?: number;
  /** How long events are retained, in milliseconds; -1 for ever. */
  readonly retentionMs: number;
}

const insync = ({ minInsync }: TopicSettings) =>
  minInsync === undefined ? undefined : { 'min.insync.replicas': String(minInsync) };

/**
 * What a topic must take in one message. A publisher sends one partition up to half a mebibyte at a time, or one record
 * that may be larger than that. Some brokers take less unless the topic says otherwise; the relay would stand at the
 * first long text, perhaps years later.
 */
const roomForRecords = { 'max.message.bytes': 1_000_000 };

export const eventsTopic = (name: string, settings: TopicSettings): RequiredTopic => ({
  name,
  partitions: settings.partitions,
  settings: {
    'cleanup.policy': 'delete',
    'retention.ms': String(settings.retentionMs),
    ...insync(settings),
  },
  atLeast: roomForRecords,
});

/** Only closed segments are compacted, and who begins anew reads all that is not: an hour's records at the most. */
const compactedSoon = {
  'segment.ms': String(60 * 60 * 1000),
  'min.cleanable.dirty.ratio': '0.1',
};

/** Segments are small too: a new leader of the relay waits until it has read the last one. */
export const checkpointsTopic = (name: string, settings: TopicSettings): RequiredTopic => ({
  name,
  partitions: 1,
  settings: { 'cleanup.policy': 'compact', ...insync(settings) },
  advice: { 'segment.bytes': String(4 * 1024 * 1024), ...compactedSoon },
});

export const liveTopics = (names: TopicNames, settings: TopicSettings): RequiredTopic[] => [
  eventsTopic(names.events, settings),
  {
    name: names.statuses,
    partitions: settings.partitions,
    settings: { 'cleanup.policy': 'compact', ...insync(settings) },
    advice: { ...compactedSoon, 'max.compaction.lag.ms': compactedSoon['segment.ms'] }, // and not when much has gathered
    atLeast: roomForRecords,
  },
  { ...eventsTopic(names.signed, settings), partitions: 1 },
  checkpointsTopic(names.checkpoints, settings),
];
