import type { TopicNames } from '../topic-names.js';
import type { RequiredTopic } from './required-topics.js';

export interface TopicSettings {
  /** Of the events and of the statuses. Once they are made their number cannot change. */
  readonly partitions: number;
  readonly minInsync?: number;
  /** How long events stay, in milliseconds; -1 for ever. */
  readonly retentionMs: number;
}

const insync = ({ minInsync }: TopicSettings) =>
  minInsync === undefined ? undefined : { 'min.insync.replicas': String(minInsync) };

export const eventsTopic = (name: string, settings: TopicSettings): RequiredTopic => ({
  name,
  partitions: settings.partitions,
  settings: {
    'cleanup.policy': 'delete',
    'retention.ms': String(settings.retentionMs),
    ...insync(settings),
  },
});

/** Small segments: only closed ones are compacted, and whoever takes over reads all that is left. */
export const checkpointsTopic = (name: string, settings: TopicSettings): RequiredTopic => ({
  name,
  partitions: 1,
  settings: { 'cleanup.policy': 'compact', ...insync(settings) },
  advice: {
    'segment.bytes': String(4 * 1024 * 1024),
    'segment.ms': String(60 * 60 * 1000),
    'min.cleanable.dirty.ratio': '0.1',
  },
});

export const liveTopics = (names: TopicNames, settings: TopicSettings): RequiredTopic[] => [
  eventsTopic(names.events, settings),
  {
    name: names.statuses,
    partitions: settings.partitions,
    settings: { 'cleanup.policy': 'compact', ...insync(settings) },
  },
  checkpointsTopic(names.checkpoints, settings),
];
