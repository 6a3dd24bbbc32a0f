import type { Registry } from 'prom-client';
import { carryIntoEffect } from '@jwg/domain';
import { follow, heldElsewhere, type Checkpoint, type Follower, type RunningFollower } from '@jwg/event-sourcing';
import { projectionFollower, projections } from '@jwg/read-models';
import { measureRelay } from '../health/measure-relay.js';
import type { Ledger } from '../writing/ledger.js';
import { logFollower } from '../logging/log-follower.js';
import type { Adapters } from '../opening/open-adapters.js';
import { policyFollower } from './policies.js';
import type { Settings } from '../settings/settings.js';

/** Where checkpoints are kept, for whoever wants to know how far followers are. */
export interface KeepsCheckpoints {
  checkpoints(): Promise<ReadonlyMap<string, Checkpoint>>;
}

/** A follower of the ledger, and all that the platform has to know in order to treat it like every other. */
export interface LedgerFollower {
  readonly name: string;
  readonly running: RunningFollower;
  /** What it cannot do while it fails without an event at hand; the end of a sentence. */
  readonly task: string;
  /** Whether requests need it: while it fails or is far behind, a server is not ready for them. */
  readonly keepsReady: boolean;
  /** Whether a process that starts no followers brings this one to the ledger's end before it answers. */
  readonly settles: boolean;
  /** What a receipt waits for: first for those that write events because of events, then for those that keep rows. */
  readonly awaitedFor?: 'events' | 'rows';
  /** Where any process can read how far it is; missing where only the follower itself may look. */
  readonly checkpointIn?: KeepsCheckpoints;
  /** Adds figures of its own to those that are measured of every follower. */
  readonly measure?: (registry: Registry) => void;
}

/** Every follower there is, in the order in which they settle. To add one is to add one entry here. */
export const followersOf = (
  { store, rows, books, relay }: Adapters,
  ledger: Ledger,
  { followers: where, tracing }: Pick<Settings, 'followers' | 'tracing'>,
): readonly LedgerFollower[] => {
  const here = where !== 'worker';
  const options = { skips: books.skips, lease: here ? books.lease : heldElsewhere, onChange: logFollower };
  const run = (it: Follower) => follow(store, tracing?.follower(it) ?? it, options);
  const inside = { task: 'read the ledger or its own rows', keepsReady: here, settles: true } as const;

  return [
    // First of all: what the policy writes is then there for the rows in the same round.
    {
      ...inside,
      name: carryIntoEffect.name,
      running: run(policyFollower(ledger, books.checkpoint(carryIntoEffect.name))),
      awaitedFor: 'events',
      checkpointIn: books,
    },
    ...projections.map((it): LedgerFollower => ({
      ...inside,
      name: it.name,
      running: run(projectionFollower(rows, it)),
      awaitedFor: 'rows',
      checkpointIn: rows,
    })),
    // Its checkpoint is in Kafka, and to read it there as the relay does would shut out the active one.
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
