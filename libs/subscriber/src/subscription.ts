import type { EventType } from '@jwg/domain';
import type { CloudEvent, StatusRecord } from '@jwg/published-language';

/** Handles one event. `attempt` counts the calls with this event, from 1. */
export type Handler<Type extends EventType = EventType> = (
  event: CloudEvent<Type>,
  attempt: number,
) => Promise<void> | void;

/** A handler for each type of event; `*` gets every event without a handler of its own. */
export type Handlers = { readonly [Type in EventType]?: Handler<Type> } & { readonly '*'?: Handler };

/**
 * Records are missing between the last record and this one. If `event.sequence` is below `after`, the case is another
 * one: both records name the same predecessor, so one of the two is not the ledger's.
 */
export interface Gap {
  /** The partition on Kafka. */
  readonly partition: number;
  /** `sequence` of the last record that arrived. */
  readonly after: number;
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
   * Called at a gap. When it resolves, the subscription continues with the event after the gap. Without it the
   * subscription stops before that event.
   */
  readonly onGap?: (gap: Gap) => Promise<void> | void;
  /** Called with each error that is retried, such as a handler's error or a lost connection, so that you can log it. */
  readonly onError?: (error: unknown) => void;
  /** The number of retries after a handler's first failure (5). */
  readonly retries?: number;
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
}

/** A transport for events. */
export interface Source {
  /**
   * Passes on statuses, then events, until `signal` is aborted. Calls `ready` when the first event may arrive. Rejects
   * when it cannot continue; a lost connection is retried for ever.
   */
  read(reader: Reader, signal: AbortSignal, ready: () => void): Promise<void>;
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
   * @throws HandlerFailed  after the last attempt
   * @throws Stopped        the subscription was stopped between two attempts
   */
  event(event: CloudEvent): Promise<void>;
  /** @throws GapFound  the service has no `onGap` */
  gap(gap: Gap): Promise<void>;
  /** Reports an error that is retried. */
  trouble(error: unknown): void;
}

/** A handler failed at every attempt; its last error is the `cause`. */
export class HandlerFailed extends Error {
  override readonly name = 'HandlerFailed';
  constructor(
    readonly record: CloudEvent | StatusRecord,
    readonly attempts: number,
    cause: unknown,
  ) {
    super(`The handler of ${record.type} ${record.id} failed ${attempts} times: ${messageOf(cause)}`, { cause });
  }
}

/** Records are missing, and the service has no `onGap`. */
export class GapFound extends Error {
  override readonly name = 'GapFound';
  constructor(readonly gap: Gap) {
    const { partition, after, missing, event } = gap;
    const follows = missing < 0 ? 'names no record before it' : `follows ${missing}`;
    const what =
      Number(event.sequence) > after
        ? `Records are missing in partition ${partition}: after ${after} came ${event.sequence}, which ${follows}.`
        : `A stranger's record is in partition ${partition}: ${after} and now ${event.sequence} both follow ${missing}.`;
    super(`${what} Begin again with the statuses, or go on by onGap.`);
  }
}

/** The subscription was stopped before the record was handled. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
