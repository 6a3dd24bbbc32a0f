import {
  EventIdConflict,
  LedgerPutBack,
  StoreUnavailable,
  UnknownCursor,
  WrongExpectedRevision,
} from '@jwg/event-sourcing';
import { ErrorType } from '@kurrent/kurrentdb-client';
import { AppendTooLarge, HistoryLost, NeedsAppendRecords, StreamTaken } from './refusals.js';

/**
 * What the caller should do after a failed call. `again`: retry, because nothing was written or the outcome is unknown.
 * `look`: read the current state, because another writer was faster, or an earlier attempt of ours succeeded. `stop`:
 * give up.
 */
export type Failure = 'again' | 'look' | 'stop';

// Errors that are not listed here are retried. The client throws errors of its own when a server is away or is not the
// leader, raw gRPC errors (code 14) after a broken connection, and plain errors when it finds no node of a cluster.
export const failureOf = (error: unknown): Failure => {
  switch (typeOf(error)) {
    case ErrorType.WRONG_EXPECTED_VERSION:
    case ErrorType.APPEND_CONSISTENCY_VIOLATION:
      return 'look';
    case ErrorType.ACCESS_DENIED:
    case ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED:
    case ErrorType.TRANSACTION_MAX_SIZE_EXCEEDED:
    case ErrorType.APPEND_RECORD_SIZE_EXCEEDED:
    case ErrorType.STREAM_DELETED:
    case ErrorType.STREAM_TOMBSTONED:
    case ErrorType.INVALID_ARGUMENT:
      return 'stop';
    default:
      return (isOurs(error) && !(error instanceof StoreUnavailable)) || error instanceof TypeError ? 'stop' : 'again';
  }
};

/** Translates an error into one that the port or the operator knows; `server` is the one that may be away. */
export const asStoreError = (error: unknown, server = 'The KurrentDB server'): Error => {
  switch (typeOf(error)) {
    case ErrorType.ACCESS_DENIED:
      return new StoreUnavailable(
        `The KurrentDB server denies this user what it asked: check the user's rights and password`,
        { cause: error },
      );
    case ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED:
    case ErrorType.TRANSACTION_MAX_SIZE_EXCEEDED:
    case ErrorType.APPEND_RECORD_SIZE_EXCEEDED:
      return new AppendTooLarge({ cause: error });
    case ErrorType.STREAM_DELETED:
    case ErrorType.STREAM_TOMBSTONED:
      return new HistoryLost(`stream ${String((error as { streamName?: unknown }).streamName)} was deleted`);
    default:
      return isOurs(error) ? error : unavailable(error, server);
  }
};

/** Whether a server has answered, though with a refusal: it is there, and can be read. */
export const isAnswer = (error: unknown): boolean =>
  [ErrorType.STREAM_NOT_FOUND, ErrorType.STREAM_DELETED, ErrorType.STREAM_TOMBSTONED].some((type) =>
    isType(error, type),
  );

/** Why a read failed, without addresses or names: everybody may ask a process whether it is ready. */
export const publicReasonOf = (error: unknown): string =>
  isType(error, ErrorType.ACCESS_DENIED)
    ? 'the KurrentDB server denies it to this user'
    : isOurs(error) && !(error instanceof StoreUnavailable)
      ? error.name
      : 'the KurrentDB server cannot be reached, or says nothing';

export const isType = (error: unknown, type: ErrorType): boolean => typeOf(error) === type;

const typeOf = (error: unknown): unknown => (error as { type?: unknown } | undefined)?.type;

const OURS = [
  AppendTooLarge,
  EventIdConflict,
  HistoryLost,
  LedgerPutBack,
  NeedsAppendRecords,
  StoreUnavailable,
  StreamTaken,
  UnknownCursor,
  WrongExpectedRevision,
];

const isOurs = (error: unknown): error is Error => OURS.some((kind) => error instanceof kind);

const unavailable = (error: unknown, server: string): StoreUnavailable =>
  isAway(error)
    ? new StoreUnavailable(`${server} cannot be reached; see whether it runs`, { cause: inShort(error) })
    : new StoreUnavailable(`${server} did not do what it was asked: ${String(error)}`, { cause: error });

const UNAVAILABLE = 14; // gRPC's code for a server that cannot be reached

const isAway = (error: unknown): boolean =>
  isType(error, ErrorType.UNAVAILABLE) ||
  (error as { code?: unknown } | undefined)?.code === UNAVAILABLE ||
  /^Failed to discover/.test((error as Error | undefined)?.message ?? '');

/** gRPC says the reason once in the middle of a paragraph about itself. */
const inShort = (error: unknown): Error => {
  const { name, message, code } = error as Error & { code?: unknown };
  const reason = /\b(connect|getaddrinfo|read|write) E[A-Z]+[^\s]*( [\w.:[\]-]*\w)?/.exec(message)?.[0];
  return Object.assign(new Error(reason ?? message), { name, ...(code !== undefined && { code }) });
};
