import type { Registry } from 'prom-client';
import { carryIntoEffect } from '@jwg/domain';
import {
  follow,
  heldElsewhere,
  sharedReads,
  type Checkpoint,
  type EventStore,
  type Follower,
  type RunningFollower,
} from '@jwg/event-sourcing';
import { projectionFollower, projections, spokenWords } from '@jwg/read-models';
import { measureRelay } from '../health/measure-relay.js';
import type { Ledger } from '../writing/ledger.js';
import { logFollower } from '../logging/log-follower.js';
import type { Adapters } from '../opening/open-adapters.js';
import { forgettingFollower } from '../persons/forgetting.js';
import { policyFollower } from './policies.js';
import type { Settings } from '../settings/settings.js';

/** A store of checkpoints, to find out how far followers are. */
export interface KeepsCheckpoints {
  checkpoints(): Promise<ReadonlyMap<string, Checkpoint>>;
}

/** A follower of the ledger, and everything that the platform has to know to treat it like every other. */
export interface LedgerFollower {
  readonly name: string;
  readonly running: RunningFollower;
  /** What the follower cannot do while it fails without a failing event: the end of a sentence. */
  readonly task: string;
  /** Whether requests need it: while it fails or is far behind, the server is not ready. */
  readonly keepsReady: boolean;
  /** Whether a process that does not start the followers brings this one to the ledger's end before it answers. */
  readonly settles: boolean;
  /** The order in which a receipt waits: first for followers that write events, then for followers that keep rows. */
  readonly awaitedFor?: 'events' | 'rows';
  /** Where any process can read its checkpoint; missing where only the follower itself can read it. */
  readonly checkpointIn?: KeepsCheckpoints;
  /** Adds its own figures to those that are measured for every follower. */
  readonly measure?: (registry: Registry) => void;
}

const checkpointOf = ({ name, checkpoint }: Follower): KeepsCheckpoints => ({
  async checkpoints() {
    const at = await checkpoint();
    return new Map(at ? [[name, at]] : []);
  },
});

/** All followers, in the order in which they settle. To add a follower, add one entry here. */
export const followersOf = (
  { store, enciphered = store, persons, rows, rowsThread, books, notary, relay }: Adapters,
  ledger: Ledger,
  { followers: where, tracing }: Pick<Settings, 'followers' | 'tracing'>,
): readonly LedgerFollower[] => {
  const here = where !== 'worker';
  const options = { skips: books.skips, lease: here ? books.lease : heldElsewhere, onChange: logFollower };
  const stored = sharedReads(enciphered);
  const run = (it: Follower, over: Pick<EventStore, 'readAll'>) => follow(over, tracing?.follower(it) ?? it, options);
  const inside = { task: 'read the ledger or its own rows', keepsReady: here, settles: true } as const;

  return [
    // First, so that the events that the policy writes are there for the rows in the same round.
    {
      ...inside,
      name: carryIntoEffect.name,
      running: run(policyFollower(ledger, books.checkpoint(carryIntoEffect.name)), store),
      awaitedFor: 'events',
      checkpointIn: books,
    },
    ...(persons
      ? [
          {
            ...inside,
            task: 'destroy the keys of persons who are forgotten',
            name: 'forgetting',
            running: run(forgettingFollower(persons), stored),
            awaitedFor: 'rows' as const,
            checkpointIn: checkpointOf(forgettingFollower(persons)),
          },
        ]
      : []),
    ...projections.map((it): LedgerFollower => ({
      ...inside,
      name: it.name,
      running: rowsThread?.follower(it.name) ?? run(projectionFollower(rows, it), stored),
      checkpointIn: rows,
      // Only searches read it: while it fails, or is built for the first time, everything else answers.
      ...(it === spokenWords ? { task: 'find words', keepsReady: false } : { awaitedFor: 'rows' }),
    })),
    // Its checkpoint is beside its hashes; requests do not need it.
    ...(notary?.follower
      ? [
          {
            name: notary.follower.name,
            running: run(notary.follower, notary.stored),
            task: 'sign checkpoints',
            keepsReady: false,
            settles: true,
            ...(notary.isShared && { checkpointIn: checkpointOf(notary.follower) }),
          },
        ]
      : []),
    // Its checkpoint is in Kafka. Reading it there as the relay does would fence the active relay.
    ...(relay
      ? [
          {
            name: relay.health().name,
            running: relay,
            task: 'publish',
            keepsReady: false,
            settles: false,
            measure: (registry: Registry) => measureRelay(() => relay.status(), registry),
          },
        ]
      : []),
  ];
};
