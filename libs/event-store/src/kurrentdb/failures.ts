import { EventIdConflict, StoreUnavailable, UnknownCursor, WrongExpectedRevision } from '@jwg/event-sourcing';
import { ErrorType } from '@kurrent/kurrentdb-client';
import { AppendTooLarge, HistoryLost, NeedsAppendRecords, StreamTaken } from './refusals.js';

/**
 * What a failed call means for whoever made it: ask again (nothing was written, or nobody knows), look at what is there
 * now (somebody was faster, or an earlier try of ours), or stop.
 */
export type Failure = 'again' | 'look' | 'stop';

// What is not named is worth another try: the client hands out its own errors for a server that is away or does not
// lead, raw ones of gRPC (code 14) after a dropped connection, plain ones when no node of a cluster can be found.
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

/** The error as the port, or the operator, knows it. */
export const asStoreError = (error: unknown): Error => {
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
      return isOurs(error) ? error : unavailable(error);
  }
};

export const isType = (error: unknown, type: ErrorType): boolean => typeOf(error) === type;

const typeOf = (error: unknown): unknown => (error as { type?: unknown } | undefined)?.type;

const OURS = [
  AppendTooLarge,
  EventIdConflict,
  HistoryLost,
  NeedsAppendRecords,
  StoreUnavailable,
  StreamTaken,
  UnknownCursor,
  WrongExpectedRevision,
];

const isOurs = (error: unknown): error is Error => OURS.some((kind) => error instanceof kind);

const unavailable = (error: unknown): StoreUnavailable =>
  new StoreUnavailable(`The KurrentDB server did not do what it was asked: ${String(error)}`, { cause: error });
