/** What an error means for whoever asked. Each edge maps kinds: the API to HTTP problems, the command line to exit codes. */
export type ErrorKind =
  /** What was asked does not fit its form; the same again fails again. */
  | 'invalid'
  /** This process lacks a setting, or has a wrong one. */
  | 'misconfigured'
  /** It is not known who asks, or the proof is not to be trusted. */
  | 'unauthenticated'
  /** It is known who asks, and this is not for them. */
  | 'notAllowed'
  /** There is no such thing, or there was none yet at the moment asked for. */
  | 'notFound'
  /** The rules say no. */
  | 'refused'
  /** A command names another revision than the stream has, or names none where it must. */
  | 'stale'
  /** The id belongs to another command or event. */
  | 'reused'
  /** It is larger than what is taken. */
  | 'tooLarge'
  /** It cannot be done now, and this passes by itself. Nothing was done, or the same again does nothing twice. */
  | 'busy'
  /** It was not looked at: too many ask, or it cannot be known now who does. Come back later. */
  | 'turnedAway'
  /** The ledger cannot be reached. Whether something was written is unknown: try again with the same ids. */
  | 'unavailable'
  /** The ledger, its read models or its key cannot be used as they are; an operator has to mend that. */
  | 'cannotOpen'
  /** It can perhaps be read, but not written: another process works there, or this user may not. */
  | 'cannotWrite'
  /** The place holds what belongs to another ledger or program. Nothing was written over it. */
  | 'taken'
  /** Another process was faster. For the caller inside, which reads again; an edge that sees it has found a bug. */
  | 'overtaken'
  /** Work stopped before its end; the message says where and why. */
  | 'failed'
  /** Whoever asked broke it off. */
  | 'interrupted';

/**
 * Every error that we name. Code that does not throw it goes by `kind`, not by the class, so an error keeps its meaning
 * where the class is lost. `message` is whole: what is wrong and, where there is one, the way out. An answer that has
 * fields of its own takes `detail` and `wayOut` instead.
 */
export abstract class LedgerError extends Error {
  abstract readonly kind: ErrorKind;
  /** A finer word than the kind, where programs have to tell two of one kind apart: the problem type over HTTP. */
  declare readonly type?: string;
  /** What is wrong, in one sentence that anybody may read. The message says it where this is missing. */
  declare readonly detail?: string;
  /** What can be done about it, in one sentence. */
  declare readonly wayOut?: string;
  /** Seconds after which it is worth trying again. */
  declare readonly retryAfter?: number;
}

/** `undefined` for an error that nobody named: a bug, or one of a library. */
export const kindOf = (error: unknown): ErrorKind | undefined =>
  error instanceof LedgerError ? error.kind : undefined;
