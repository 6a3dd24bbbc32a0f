/**
 * What an error means for the caller. Each edge maps kinds: the API to HTTP problems, the command line to exit codes.
 */
export type ErrorKind =
  /** The request does not fit its form. The same request fails again. */
  | 'invalid'
  /** This process lacks a setting, or has a wrong one. */
  | 'misconfigured'
  /** The caller is unknown, or their proof cannot be trusted. */
  | 'unauthenticated'
  /** The caller is known, and may not do this. */
  | 'notAllowed'
  /** There is no such thing, or there was none yet at the moment asked for. */
  | 'notFound'
  /** The rules say no. */
  | 'refused'
  /** A command names another revision than the stream has, or names none where it must. */
  | 'stale'
  /** The id belongs to another command or event. */
  | 'reused'
  /** The request is larger than the limit. */
  | 'tooLarge'
  /**
   * It cannot be done now, and this passes by itself. Nothing was done, or the same request again does nothing twice.
   */
  | 'busy'
  /** The request was not looked at: too many ask, or the caller cannot be verified now. Come back later. */
  | 'turnedAway'
  /** The ledger is out of reach. Whether something was written is unknown: try again with the same ids. */
  | 'unavailable'
  /** The ledger, its read models or its key cannot be used as they are. An operator has to repair them. */
  | 'cannotOpen'
  /** It can perhaps be read, but not written: another process writes there, or this user may not. */
  | 'cannotWrite'
  /** The place holds data of another ledger or program. Nothing was overwritten. */
  | 'taken'
  /** Another process was faster. Internal callers read again; if an edge sees this kind, it has found a bug. */
  | 'overtaken'
  /** Work stopped before its end; the message says where and why. */
  | 'failed'
  /** The caller cancelled it. */
  | 'interrupted';

/**
 * Every error that we name. Code that does not throw it looks at `kind`, not at the class, so an error means the same
 * where its class is lost. `message` is complete: what is wrong and, where there is one, the way out. An answer with
 * fields of its own uses `detail` and `wayOut` instead.
 */
export abstract class LedgerError extends Error {
  abstract readonly kind: ErrorKind;
  /**
   * A finer word than the kind, where programs have to distinguish two errors of one kind: the problem type over HTTP.
   */
  declare readonly type?: string;
  /** What is wrong, in one sentence that anybody may read. Where it is missing, the message says it. */
  declare readonly detail?: string;
  /** The same for whoever only asked, where `detail` speaks of a command. */
  declare readonly detailOfQuestion?: string;
  /** What can be done about it, in one sentence. */
  declare readonly wayOut?: string;
  /** The server that is away, and its address without secrets: `PostgreSQL at db.example:5432`. For logs, not for callers. */
  declare server?: string;
  /** Seconds after which it is worth trying again. */
  declare readonly retryAfter?: number;
}

/** The kind of a `LedgerError`; `undefined` for any other error: a bug, or an error of a library. */
export const kindOf = (error: unknown): ErrorKind | undefined =>
  error instanceof LedgerError ? error.kind : undefined;
