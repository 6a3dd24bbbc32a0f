import type { ErrorKind } from '@jwg/platform';
import type { ProblemType } from './catalogue.js';

/** A type of problem; with `detail` and `wayOut` where HTTP has words of its own for the kind. */
export interface Problem {
  readonly type: ProblemType;
  /** Instead of what the error says. */
  readonly detail?: string;
  /** Where the error does not say one. */
  readonly wayOut?: string;
}

const SAME_KEY = 'Try again; with the same Idempotency-Key nothing is done twice.';

export const internal: Problem = {
  type: 'internal',
  detail: 'It is not your fault. The log has the particulars under the id in `instance`.',
};

/** The problem that each kind of error is. An error with a `type` of its own has that type instead, in its own words. */
export const kinds: Readonly<Record<ErrorKind, Problem>> = {
  invalid: { type: 'invalid' },
  unauthenticated: { type: 'unauthenticated' },
  notAllowed: { type: 'not-allowed' },
  notFound: { type: 'not-found' },
  refused: { type: 'refused' },
  stale: { type: 'stale', wayOut: 'Read it again and send its new ETag, if the command still makes sense.' },
  tooLarge: { type: 'too-large' },
  reused: {
    type: 'key-reused',
    detail: 'This Idempotency-Key was used before for another command.',
    wayOut: 'Give each new command a key of its own.',
  },
  busy: { type: 'unavailable', wayOut: SAME_KEY },
  unavailable: { type: 'unavailable', wayOut: SAME_KEY },
  turnedAway: { type: 'unavailable' },
  // Something is wrong with the server, and whoever asks cannot mend it.
  misconfigured: internal,
  cannotOpen: internal,
  cannotWrite: internal,
  taken: internal,
  overtaken: internal,
  failed: internal,
  interrupted: internal,
};

// Each side speaks and works for itself; what is another institution's is not there for a focal point to act on.
export const refusals: Readonly<Record<string, ProblemType>> = {
  ROLE_MAY_NOT: 'not-allowed',
  OTHER_SIDE: 'not-allowed',
  OTHER_INSTITUTION: 'not-found',
};
