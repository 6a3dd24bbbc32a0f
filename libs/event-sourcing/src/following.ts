import { LedgerError } from './ledger-error.js';
import type { StoredEvent } from './event.js';
import type { Lease } from './lease.js';

/** An event that a follower leaves out, who decided so, and why. */
export interface SkippedEvent {
  readonly eventId: string;
  readonly by: string;
  readonly reason: string;
}

/** The durable record of skipped events, per follower. Recording the same event again changes nothing. */
export interface Skips {
  list(follower: string): Promise<readonly SkippedEvent[]>;
  record(follower: string, skipped: SkippedEvent): Promise<void>;
}

/** Why a follower has stopped. `event` is missing when even reading fails. */
export interface Failure {
  readonly event?: Pick<StoredEvent, 'id' | 'type' | 'stream' | 'position'>;
  readonly error: string;
  /** The server that is away, if that is why (`LedgerError.server`). */
  readonly server?: string;
  /** Why, as a clause that everybody may read; `error` may show more. */
  readonly detail?: string;
  /** ISO 8601: when it first failed. */
  readonly since: string;
  readonly attempts: number;
}

/** `standby`: another process runs the follower, and this one only watches how far it is. */
export type FollowerState = 'running' | 'standby' | 'failing';

/** The state of a running follower has changed. */
export interface FollowerChange {
  readonly name: string;
  readonly from: FollowerState;
  readonly to: FollowerState;
  /** Position of the last event handled, -1 before the first. */
  readonly position: number;
  /** The error that it fails with. It may contain what people said. */
  readonly error?: unknown;
  /** As in `Failure`. */
  readonly detail?: string;
}

export interface FollowerHealth {
  readonly name: string;
  readonly state: FollowerState | 'stopped';
  /** Position of the last event handled, -1 before the first. */
  readonly position: number;
  /** Events that are known to be in the ledger and not yet handled; missing while the ledger's end is unknown. */
  readonly lag?: number;
  readonly failure?: Failure;
  readonly skipped: readonly SkippedEvent[];
}

export interface FollowOptions {
  /** Milliseconds between polls when no nudge comes (1,000). */
  readonly pollMs?: number;
  /** Milliseconds before the first retry (100). It doubles up to `maxRetryMs` (30,000), less up to half at random. */
  readonly retryMs?: number;
  readonly maxRetryMs?: number;
  readonly skips?: Skips;
  /** Where several processes could run this follower: only the process that holds the lease runs it. */
  readonly lease?: Lease;
  /** Called once for each change, not for each attempt, and not for `start` and `stop`. It must not throw. */
  readonly onChange?: (change: FollowerChange) => void;
}

export class FollowerFailed extends LedgerError {
  override readonly name = 'FollowerFailed';
  readonly kind = 'failed';
  constructor(
    readonly follower: string,
    readonly failure: Failure,
    options?: ErrorOptions,
  ) {
    const { event, error } = failure;
    const place = event ? ` at position ${event.position}, ${event.type} ${event.id} in ${event.stream}` : '';
    super(`${follower} cannot go on${place}: ${error}`, options);
  }
}

/** One running follower. */
export interface RunningFollower {
  start(): void;
  /**
   * Announces something new, up to `position` if known. A lost nudge delays the follower until its next poll, nothing
   * more.
   */
  nudge(position?: number): void;
  /**
   * Handles everything that is in the ledger now, then stops. `progress` gets the position of the last event handled.
   * Must not be called while the follower is started.
   *
   * @throws FollowerFailed  the follower cannot handle the next event
   */
  settle(progress?: (position: number) => void): Promise<void>;
  /** Resolves when the follower has stopped. It finishes the batch under way first, and releases the lease. */
  stop(): Promise<void>;
  /** Resolves with true as soon as the event at `position` is handled, with false after `timeoutMs`. */
  caughtUpTo(position: number, timeoutMs: number): Promise<boolean>;
  /** Leaves an event out for good. The skip is recorded first; then the follower tries again at once. */
  skip(eventId: string, by: string, reason: string): Promise<void>;
  health(): FollowerHealth;
}
