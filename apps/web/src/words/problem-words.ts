import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** What went wrong, in the reader's language; the API's own sentence, in English, stands below it. */
export const problemWords: Readonly<Record<string, MessageDescriptor>> = {
  'no-answer': msg`The line to the ledger is lost. What was read stays here.`,
  'cannot-verify-here': msg`This browser cannot check what was signed; nothing is said about the record. Download the bundle and check it elsewhere.`,
  unauthenticated: msg`Who reads this is not known: sign in.`,
  'sign-in-failed': msg`The sign-in failed. Begin it again.`,
  'not-allowed': msg`Your role may not do this.`,
  'not-found': msg`There is no such thing in the ledger.`,
  'bad-as-of': msg`The record cannot be shown as of this moment.`,
  invalid: msg`The ledger cannot read this question.`,
  refused: msg`The rules do not allow this.`,
  implausible: msg`This is probably a mistake.`,
  stale: msg`Somebody changed this while you wrote.`,
  'timed-out': msg`The request did not arrive in time.`,
  'too-many-requests': msg`That were too many requests in a minute.`,
  unavailable: msg`The ledger cannot answer for the moment.`,
  'not-yet-there': msg`What was just recorded is not yet here.`,
  internal: msg`The ledger made a mistake. It is not known whether anything was written.`,
};
