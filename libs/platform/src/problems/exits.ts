import { kindOf, type ErrorKind } from '@jwg/event-sourcing';

/** The exit codes of every program: command line, server and worker. docs/reference/exit-codes.md explains them. */
export const exits = {
  done: 0,
  failed: 1,
  usage: 2,
  refused: 3,
  notFound: 4,
  noLedger: 5,
  interrupted: 130,
} as const;

/** The exit code of each kind of error, whether it was thrown here or a server answered with it. */
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
  busy: exits.noLedger,
  turnedAway: exits.noLedger,
  cannotOpen: exits.noLedger,
  cannotWrite: exits.noLedger,
  overtaken: exits.failed,
  failed: exits.failed,
  interrupted: exits.interrupted,
};

/** The exit code of a program that an error ends; an error that nobody named has failed. */
export const exitCodeOf = (error: unknown): number => exitOf[kindOf(error) ?? 'failed'];

/** At a start, an error that nobody named comes from what is being opened, such as an address that cannot be read. */
export const exitCodeAtStart = (error: unknown): number => exitOf[kindOf(error) ?? 'cannotOpen'];
