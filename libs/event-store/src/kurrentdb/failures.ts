import { StoreUnavailable } from '@jwg/event-sourcing';
import { ErrorType } from '@kurrent/kurrentdb-client';
import { AppendTooLarge, HistoryLost } from './refusals.js';

/**
 * What a failed call means for whoever made it: ask again (nothing was written, or nobody knows), look at what is there
 * now (somebody was faster, or an earlier try of ours), or stop.
 */
export type Failure = 'again' | 'look' | 'stop';

// Known by their code or type, not their class: the client hands out its own errors, raw ones of gRPC (14 after a
// dropped connection), and plain ones when no node of a cluster can be found.
const GRPC_UNAVAILABLE = 14;

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
    case ErrorType.UNSUPPORTED:
      return 'stop';
    default:
      return error instanceof HistoryLost || error instanceof TypeError ? 'stop' : 'again';
  }
};

/** The error as the port, or the operator, knows it. */
export const told = (error: unknown): Error => {
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
      return error instanceof Error && isOurs(error) ? error : unavailable(error);
  }
};

export const isType = (error: unknown, type: ErrorType): boolean => typeOf(error) === type;

/** Whether a connection is gone for good, and only a new one will do. */
export const isRefusedConnection = (error: unknown): boolean =>
  isType(error, ErrorType.UNAVAILABLE) || (error as { code?: unknown } | undefined)?.code === GRPC_UNAVAILABLE;

const typeOf = (error: unknown): unknown => (error as { type?: unknown } | undefined)?.type;

const isOurs = (error: Error): boolean =>
  error instanceof StoreUnavailable || error instanceof HistoryLost || error instanceof AppendTooLarge;

const unavailable = (error: unknown): StoreUnavailable =>
  new StoreUnavailable(`The KurrentDB server cannot be reached: ${String(error)}`, { cause: error });
