import type { EventType } from '@jwg/domain';
import type { AnyCloudEvent, CloudEvent, StatusRecord } from '@jwg/published-language';

/** Handles one event. `attempt` counts the calls with this event, from 1. */
export type Handler<Event = AnyCloudEvent> = (event: Event, attempt: number) => Promise<void> | void;

/** A handler for each type of event; `*` gets every event without a handler of its own. */
export type Handlers = { readonly [Type in EventType]?: Handler<CloudEvent<Type>> } & { readonly '*'?: Handler };

/**
 * Records are missing between the last record and this one. If `event.sequence` is below `after`, the case is another
 * one: both records name the same predecessor, so one of the two is not the ledger's.
 */
export interface Gap {
  /** The partition on Kafka. */
  readonly partition: number;
  /** `sequence` of the last record that arrived; `undefined` when none did: this group has no place in the partition. */
  readonly after: number | undefined;
  /**
   * `sequence` of the record before `event`; -1 if the event names none, which only a partition's first record may: then
   * it is a stranger's, or the topic was made anew.
   */
  readonly missing: number;
  readonly event: CloudEvent;
}

export interface SubscribeOptions {
  /** The source: `kafka(…)` or `http(…)`. */
  readonly from: Source;
  /** Receives one event at a time, in order within each stream. The next event waits until the promise settles. */
  readonly on: Handlers;
  /**
   * To begin with a table instead of history: the whole current status of each commitment, once, before the first
   * event. This process then skips the events that a status includes. After a restart it cannot, so store the
   * `sequence` with each row, and never apply a lower one.
   */
  readonly status?: (status: StatusRecord) => Promise<void> | void;
  /** Whether your own database has recorded this event already. Called before the handler; `true` skips the event. */
  readonly seen?: (event: CloudEvent) => Promise<boolean> | boolean;
  /**
   * Called at a gap. When it resolves, the subscription continues with the event after the gap. Without it, or when it
   * rejects, the subscription stops before that event.
   */
  readonly onGap?: (gap: Gap) => Promise<void> | void;
  /**
   * Called with each error that is retried or put aside, such as `HandlerFailed` or a lost connection; with the topic
   * of the dead letters when the record is on it now. Without it the error is written to the console.
   */
  readonly onError?: (error: unknown, putAsideOn?: string) => void;
  /** How long a handler that fails is called again, in milliseconds (15 minutes). */
  readonly retryForMs?: number;
  /** The pause before the first retry, in milliseconds (200); it doubles up to 10 s. */
  readonly retryMs?: number;
  /** Stops the subscription, like `stop()`. */
  readonly signal?: AbortSignal;
}

export interface Subscription {
  /**
   * Settles when the subscription has stopped. Rejects with the error that ended it; if you do not handle it, it ends
   * the process.
   */
  readonly done: Promise<void>;
  /** Lets the handler under way finish, saves the checkpoint, and disconnects. */
  stop(): Promise<void>;
  /** How it is now; for a health check and a metric. */
  health(): Promise<Health>;
}

export interface Health {
  /** `retrying`: a handler fails, or the connection is lost. `ended`: `done` has settled. */
  readonly state: 'running' | 'retrying' | 'ended';
  /** What is being retried, or what ended it. */
  readonly errors: readonly unknown[];
  /** The records that wait: on Kafka in the partitions of this member. `undefined` when it cannot be known now. */
  readonly lag: number | undefined;
}

/** A transport for events. */
export interface Source {
  /**
   * Passes on statuses, then events, until `signal` is aborted. Calls `ready` when the first event may arrive, and after
   * each new connection. Rejects when it cannot continue; a lost connection is retried for ever.
   */
  read(reader: Reader, signal: AbortSignal, ready: () => void): Promise<void>;
  /**
   * Passes on the events that were put aside, in order, until there are no more, and says how many it was. Missing where
   * the service itself keeps them.
   *
   * @throws HandlerFailed  at the first that still cannot be handled; the next call begins with it
   */
  putAside?(reader: Reader, signal: AbortSignal): Promise<number>;
}

/** The calls of a handler with one record so far. */
export interface Attempts {
  count: number;
  /** When the first one began, in milliseconds. */
  readonly since: number;
}

/** The receiver of what a source reads. */
export interface Reader {
  /** The types to handle; `undefined` for all. */
  readonly types: readonly EventType[] | undefined;
  /** Defined when the service wants to begin with statuses. Rejects with `HandlerFailed`. */
  readonly status: ((status: StatusRecord) => Promise<void>) | undefined;
  /**
   * Handles an event or skips it.
   *
   * @param attempts  the calls so far, where the source called before
   * @param waitMs    the longest pause that is waited for here
   * @throws HandlerFailed  after the last attempt
   * @throws NotYet         the next attempt comes after a longer pause
   * @throws Stopped        the subscription was stopped between two attempts
   */
  event(event: CloudEvent, attempts?: Attempts, waitMs?: number): Promise<void>;
  /** @throws GapFound  the service has no `onGap` */
  gap(gap: Gap): Promise<void>;
  /** Reports a lost connection, which is tried again. */
  trouble(error: unknown): void;
  /** Notes that the connection is there. */
  reading(): void;
  /** Reports why a record is put aside, and on which topic. */
  aside(error: unknown, on?: string): void;
  /** The source says how to find out how many records wait. */
  measure(lag: () => Promise<number | undefined>): void;
}
