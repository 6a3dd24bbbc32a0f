import type { EventType } from '@jwg/domain';
import type { CloudEvent, StatusRecord } from '@jwg/published-language';

/** What a service does about an event; `attempt` is 1, 2 … when it failed before. */
export type Handler<Type extends EventType = EventType> = (
  event: CloudEvent<Type>,
  attempt: number,
) => Promise<void> | void;

/** A handler by type of event; `*` gets each event that has no handler of its own. */
export type Handlers = { readonly [Type in EventType]?: Handler<Type> } & { readonly '*'?: Handler };

/**
 * Records are missing between the last one that came and this one. Or, where `event.sequence` is below `after`: both name
 * the same one before them, and one of the two is not the ledger's.
 */
export interface Gap {
  /** Where: the partition on Kafka. */
  readonly partition: number;
  /** `sequence` of the last record that came. */
  readonly after: number;
  /** `sequence` of the record that `event` follows. */
  readonly missing: number;
  readonly event: CloudEvent;
}

export interface SubscribeOptions {
  /** The way: `kafka(…)` or `http(…)`. */
  readonly from: Source;
  /** One event at a time, and of one stream always in order. The next one waits until the promise settles. */
  readonly on: Handlers;
  /**
   * To begin with a table instead of history: the whole current status of each commitment, once, before the first event.
   * Events that a status includes are left out afterwards, as long as this process lives; what you keep of a
   * commitment should have the `sequence` beside it and never go back.
   */
  readonly status?: (status: StatusRecord) => Promise<void> | void;
  /** Has your own database seen this event? Asked before the handler; `true` leaves the event out. */
  readonly seen?: (event: CloudEvent) => Promise<boolean> | boolean;
  /** Without it a gap stops the subscription before the event that follows it; when it resolves, the order goes on from that event. */
  readonly onGap?: (gap: Gap) => Promise<void> | void;
  /** What went wrong and is tried again: a handler's error, a lost connection. To be logged. */
  readonly onError?: (error: unknown) => void;
  /** How often a handler is tried again after its first failure (5). */
  readonly retries?: number;
  /** The first pause before that, in milliseconds (200); it doubles up to 10 s. */
  readonly retryMs?: number;
  /** Stops the subscription, like `stop()`. */
  readonly signal?: AbortSignal;
}

export interface Subscription {
  /** Settles when the subscription has stopped; rejects with what it could not get over. Unhandled, that ends the process. */
  readonly done: Promise<void>;
  /** Lets the handler under way finish, keeps the place, and leaves. */
  stop(): Promise<void>;
}

/** A way by which events come. */
export interface Source {
  /**
   * Hands over statuses, then events, until `signal` says stop; calls `ready` when the first event may come.
   * Rejects when it cannot go on; where the connection is merely lost it tries again for ever.
   */
  read(reader: Reader, signal: AbortSignal, ready: () => void): Promise<void>;
}

/** What a source reads for. */
export interface Reader {
  /** Only these are handled; `undefined`: all. */
  readonly types: readonly EventType[] | undefined;
  /** There when the service wants to begin with statuses; rejects with `HandlerFailed`. */
  readonly status: ((status: StatusRecord) => Promise<void>) | undefined;
  /**
   * Handles it, or leaves it out.
   *
   * @throws HandlerFailed  after the last attempt
   * @throws Stopped        when told to stop between two attempts
   */
  event(event: CloudEvent): Promise<void>;
  /** @throws GapFound  when the service does not say what to do about gaps */
  gap(gap: Gap): Promise<void>;
  /** Tells of something that is tried again. */
  trouble(error: unknown): void;
}

/** A handler failed, again and again; its last error is the `cause`. */
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

/** Records are missing, and nobody said what to do about that. */
export class GapFound extends Error {
  override readonly name = 'GapFound';
  constructor(readonly gap: Gap) {
    const { partition, after, missing, event } = gap;
    const what =
      Number(event.sequence) > after
        ? `Records are missing in partition ${partition}: after ${after} came ${event.sequence}, which follows ${missing}.`
        : `A stranger's record is in partition ${partition}: ${after} and now ${event.sequence} both follow ${missing}.`;
    super(`${what} Begin again with the statuses, or go on by onGap.`);
  }
}

/** The subscription was told to stop before this was handled. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
