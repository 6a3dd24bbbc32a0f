import type { ErrorKind } from '@jwg/event-sourcing';
import type { ProblemType } from './catalogue.js';

/** A type of problem, with `detail` if HTTP has words of its own for the kind. */
export interface Problem {
  readonly type: ProblemType;
  /** Replaces the error's message. */
  readonly detail?: string;
}

export const internal: Problem = {
  type: 'internal',
  detail: 'It is not your fault. The log has the particulars under the id in `instance`.',
};

/** The problem for each kind of error. An error that has a `type` keeps that type and its own words. */
export const kinds: Readonly<Record<ErrorKind, Problem>> = {
  invalid: { type: 'invalid' },
  unauthenticated: { type: 'unauthenticated' },
  notAllowed: { type: 'not-allowed' },
  notFound: { type: 'not-found' },
  refused: { type: 'refused' },
  stale: { type: 'stale' },
  tooLarge: { type: 'too-large' },
  reused: {
    type: 'key-reused',
    detail: 'This Idempotency-Key was used before for another command.',
  },
  busy: { type: 'unavailable' },
  unavailable: { type: 'unavailable' },
  turnedAway: { type: 'unavailable' },
  // The fault is the server's, and the client cannot mend it.
  misconfigured: internal,
  cannotOpen: internal,
  cannotWrite: internal,
  taken: internal,
  overtaken: internal,
  failed: internal,
  interrupted: internal,
};

// Each side and each institution speaks for itself. Everybody can read what it is about.
export const refusals: Readonly<Record<string, ProblemType>> = {
  ROLE_MAY_NOT: 'not-allowed',
  OTHER_SIDE: 'not-allowed',
  OTHER_INSTITUTION: 'not-allowed',
};
