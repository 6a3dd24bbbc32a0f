import type { Problem } from '../api/problem.js';

export interface How {
  /** The codes of the doubts with which it is to be taken all the same. */
  readonly confirm?: readonly string[];
  /** With what has to be recorded just before it. */
  readonly first?: boolean;
}

/** How far a form has come on its way to the ledger. */
export type Stage =
  | { readonly at: 'writing' }
  | { readonly at: 'sending' }
  | { readonly at: 'refused'; readonly problem: Problem }
  /** Somebody changed the commitment since the form was opened; nothing was recorded. */
  | { readonly at: 'stale'; readonly problem: Problem }
  /** No answer came: it may be recorded. Sent again with the same key, it is recorded once. */
  | { readonly at: 'unknown' }
  /** What was sent before under this key is recorded, and it was not this: nothing was recorded now. */
  | { readonly at: 'recordedBefore' }
  /** The sign-in ended while this was written; it is sent once its writer has signed in again. */
  | { readonly at: 'signedOut'; readonly how: How }
  | { readonly at: 'recorded'; readonly position: number | undefined };

/** Something has to be done first, which the notice offers. */
export const isHeldUp = ({ at }: Stage): boolean =>
  at === 'sending' || at === 'stale' || at === 'signedOut' || at === 'recordedBefore';

/**
 * What a problem means to the one who sent the form.
 *
 * @param isAgain  it was sent once more after its writer had signed in again
 */
export const stageAfter = (problem: Problem, how: How = {}, isAgain = false): Stage => {
  if (problem.kind === 'stale') return { at: 'stale', problem };
  if (problem.kind === 'key-reused') return { at: 'recordedBefore' };
  if (problem.kind === 'unauthenticated' || (problem.kind === 'cross-site' && !isAgain))
    return { at: 'signedOut', how };
  if (problem.status === 0 || problem.status >= 500) return { at: 'unknown' };
  return { at: 'refused', problem };
};
