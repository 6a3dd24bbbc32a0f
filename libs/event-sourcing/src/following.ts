import { LedgerError } from './ledger-error.js';
import type { StoredEvent } from './event.js';
import type { Lease } from './lease.js';

/** An event that a follower shall leave out, who decided it and why. */
export interface SkippedEvent {
  readonly eventId: string;
  readonly by: string;
  readonly reason: string;
}

/** The durable record of what was skipped, per follower; recording the same event again changes nothing. */
export interface Skips {
  list(follower: string): Promise<readonly SkippedEvent[]>;
  record(follower: string, skipped: SkippedEvent): Promise<void>;
}

/** Why a follower stands still. `event` is missing when not even reading succeeds. */
export interface Failure {
  readonly event?: Pick<StoredEvent, 'id' | 'type' | 'stream' | 'position'>;
  readonly error: string;
  /** ISO 8601: when it failed first. */
  readonly since: string;
  readonly attempts: number;
}

/** `standby`: another process works it, and this one looks how far that is. */
export type FollowerState = 'running' | 'standby' | 'failing';

/** A follower that is at work fares otherwise than before. */
export interface FollowerChange {
  readonly name: string;
  readonly from: FollowerState;
  readonly to: FollowerState;
  /** Of the last event handled, -1 before the first. */
  readonly position: number;
  /** What it fails with; it may hold what people said. */
  readonly error?: unknown;
}

export interface FollowerHealth {
  readonly name: string;
  readonly state: FollowerState | 'stopped';
  /** Of the last event handled, -1 before the first. */
  readonly position: number;
  /** Events that are known to be in the ledger and not yet handled; missing while nobody knows. */
  readonly lag?: number;
  readonly failure?: Failure;
  readonly skipped: readonly SkippedEvent[];
}

export interface FollowOptions {
  /** Without a nudge it looks again after so many milliseconds (1,000). */
  readonly pollMs?: number;
  /** The first pause after a failure in milliseconds (100); it doubles up to `maxRetryMs` (30,000), less up to half by chance. */
  readonly retryMs?: number;
  readonly maxRetryMs?: number;
  readonly skips?: Skips;
  /** Where several processes could work this follower: only who holds the lease does. */
  readonly lease?: Lease;
  /** Hears once of each change, not of each attempt; not of `start` and `stop`. It must not throw. */
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

/** One follower at work. */
export interface RunningFollower {
  start(): void;
  /** There is something new, up to `position` if known. Losing a nudge delays it until its next look, nothing more. */
  nudge(position?: number): void;
  /**
   * Handles all that is in the ledger now and stays at rest; `progress` hears the position of the last one.
   * Not to be called while it is started.
   *
   * @throws FollowerFailed  it stands before an event that it cannot handle
   */
  settle(progress?: (position: number) => void): Promise<void>;
  /** Resolves when it is at rest; the batch under way is finished first, and the lease is given back. */
  stop(): Promise<void>;
  /** Resolves with true as soon as the event at `position` is handled, with false after `timeoutMs`. */
  caughtUpTo(position: number, timeoutMs: number): Promise<boolean>;
  /** Leaves an event out for good; recorded first, then tried at once. */
  skip(eventId: string, by: string, reason: string): Promise<void>;
  health(): FollowerHealth;
}
