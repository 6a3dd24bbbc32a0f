import { LedgerError, reasonOf, type ErrorKind } from '@jwg/platform';

/** Exit codes; documented in docs/reference/command-line.md. */
export const exits = {
  done: 0,
  failed: 1,
  usage: 2,
  refused: 3,
  notFound: 4,
  noLedger: 5,
  interrupted: 130,
} as const;

/** The exit code of each kind of error. */
export const exitOf: Readonly<Record<ErrorKind, number>> = {
  invalid: exits.usage,
  misconfigured: exits.usage,
  tooLarge: exits.usage,
  unauthenticated: exits.refused,
  notAllowed: exits.refused,
  refused: exits.refused,
  stale: exits.refused,
  reused: exits.refused,
  taken: exits.refused,
  notFound: exits.notFound,
  unavailable: exits.noLedger,
  cannotOpen: exits.noLedger,
  cannotWrite: exits.noLedger,
  busy: exits.failed,
  turnedAway: exits.failed,
  overtaken: exits.failed,
  failed: exits.failed,
  interrupted: exits.interrupted,
};

/** A refusal by the command line itself. */
export class Failure extends LedgerError {
  override readonly name = 'Failure';
  constructor(
    readonly kind: ErrorKind,
    message: string,
  ) {
    super(message);
  }
}

/** The message and the exit code for an error; with a stack only if the error was not expected. */
export const exitFor = (error: unknown): { message: string; exit: number } => {
  if (error instanceof LedgerError) return { message: messageOf(error), exit: exitOf[error.kind] };
  return { message: error instanceof Error ? (error.stack ?? error.message) : String(error), exit: exits.failed };
};

const messageOf = (error: LedgerError & { readonly code?: string }): string => {
  if (error.code !== undefined) return `Refused (${error.code}): ${error.message}`;
  return error.kind === 'unavailable' ? reasonOf(error) : error.message;
};
