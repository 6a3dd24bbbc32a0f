import {
  CheckpointMoved,
  endsHere,
  FOLLOWER_BATCH,
  follow,
  type Cursor,
  type EventStore,
  type Follower,
  type FollowOptions,
  type RunningFollower,
  type StoredEvent,
} from '@jwg/event-sourcing';
import { readAhead } from './read-ahead.js';
import { leadership, type Lead, type LeadershipOptions } from './leadership.js';
import { refuseLostTopics } from './lost-topics.js';
import { ledgerEnd, advanced, checkpointOf, type RelayCheckpoint } from './relay-checkpoint.js';
import { publishedEvents, publishedStatuses } from './publication.js';
import { RelayRecord, type RelayStatus } from './relay-status.js';
import { publishSigned, type Signed } from './signed-checkpoints.js';
import { statuses } from './statuses.js';
import type { TopicNames } from './topic-names.js';
import type { Opening, Publisher, Topics } from './topics.js';

/**
 * Publishes the ledger. It runs like every follower; its checkpoint is in the topics, in the transaction of the
 * records.
 */
export interface Relay extends RunningFollower {
  status(): RelayStatus;
}

export interface RelayOptions extends LeadershipOptions, Omit<FollowOptions, 'retryMs' | 'maxRetryMs'> {
  readonly store: Pick<EventStore, 'readAll' | 'readStream' | 'last'>;
  readonly topics: Topics<RelayCheckpoint>;
  readonly names: TopicNames;
  /** The address of the ledger, without a trailing slash; it identifies the ledger. */
  readonly source: string;
  /** What is published of the ledger's log; nothing without it. */
  readonly signed?: Signed;
  /** Wraps the follower, to observe it. */
  readonly watched?: (follower: Follower) => Follower;
}

const NAME = 'relay';

/**
 * Publishes every event that may leave the ledger exactly once, in order within its stream, for readers of committed
 * records. Each batch includes the statuses of the commitments that it changed. Of several relays of one ledger one is
 * active; the others stand by.
 */
export const relay = (options: RelayOptions): Relay => {
  const { store, names, source, onChange } = options;
  const record = new RelayRecord((it) => onChange?.({ ...it, name: NAME, position: following.health().position }));
  const currentStatuses = statuses(store);

  const takeCheckpoint = async (
    read: RelayCheckpoint | undefined,
    publisher: Publisher<RelayCheckpoint>,
  ): Promise<RelayCheckpoint> => {
    const partitions = publisher.partitions(names.events);
    const last = read && (await checkpointOf(options, read, partitions));
    refuseLostTopics(last, names, publisher);
    if (last?.backfillTo !== undefined) return last;
    const first: RelayCheckpoint = { position: -1, lastIn: {}, partitions, source, backfillTo: await ledgerEnd(store) };
    await publisher.publish([], first);
    return first;
  };
  /** A relay of another ledger must not fence the right one. */
  const lookFirst: Opening<RelayCheckpoint>['lookFirst'] = async (checkpoint, partitions) => {
    await checkpointOf(options, checkpoint, partitions(names.events));
  };
  const topics: Topics<RelayCheckpoint> = {
    ...options.topics,
    open: (how) => options.topics.open({ ...how, lookFirst }),
  };
  const led = leadership(topics, record, takeCheckpoint, options);

  /** Only the topics know whether a batch that failed was committed: the relay continues from their checkpoint. */
  const publish: typeof led.publish = async (...publication) => {
    try {
      await led.publish(...publication);
    } catch {
      throw new CheckpointMoved(NAME);
    }
  };

  const leadAfter = (cursor: Cursor | undefined): Lead<RelayCheckpoint> => {
    if (led.current?.checkpoint.event?.cursor !== cursor || !led.current) throw new CheckpointMoved(NAME);
    return led.current;
  };

  const made = async (batch: readonly StoredEvent[], checkpoint: RelayCheckpoint) => {
    if (!led.current) throw new CheckpointMoved(NAME);
    const { publisher } = led.current;
    const delivery = ({ position }: StoredEvent) => (position <= (checkpoint.backfillTo ?? -1) ? 'backfill' : 'live');
    const to = { source, delivery } as const;
    const events = publishedEvents(batch, checkpoint, { ...to, topic: names.events }, publisher);
    const touched = await publishedStatuses(batch, currentStatuses, { ...to, topic: names.statuses }, publisher);
    return {
      records: [...events.records, ...touched],
      checkpoint: touched.length > 0 ? { ...events.checkpoint, hasStatuses: true as const } : events.checkpoint,
      counts: { events: events.records.length, statuses: touched.length },
    };
  };
  const next = readAhead(store, made);

  const follower: Follower = {
    name: NAME,
    async checkpoint() {
      const { checkpoint } = await led.lead();
      return checkpoint.event && { cursor: checkpoint.event.cursor, position: checkpoint.position };
    },
    async handle(batch, after) {
      const { checkpoint } = leadAfter(after);
      const { records, checkpoint: reached, counts } = await next.made(batch, checkpoint);
      const published = publish(records, reached, counts);
      if (!endsHere(batch, FOLLOWER_BATCH)) next.begin(reached);
      await published;
    },
    async skip(event, after) {
      const { checkpoint } = leadAfter(after);
      await publish([], advanced(checkpoint, event), { events: 0, statuses: 0 });
    },
  };

  const beside = options.signed && publishSigned(options.signed, names.signed, led);
  const following = follow(next, options.watched?.(follower) ?? follower, options);
  return {
    ...following,
    start() {
      led.start();
      beside?.start();
      following.start();
    },
    async stop() {
      beside?.stop();
      const rest = following.stop(); // first, so that the follower is already stopping when its wait ends
      await led.stop();
      await rest;
    },
    health() {
      const health = following.health();
      const { failure, role } = record.at(health);
      if (health.state !== 'running') return health;
      if (failure) return { ...health, state: 'failing', failure };
      return role === 'standby' ? { ...health, state: 'standby' } : health;
    },
    status: () => record.at(following.health()),
  };
};
