import type { CommitmentRefusal } from './commitment/rules.js';
import type { ForumRefusal } from './forum/rules.js';
import type { SessionRefusal } from './session/rules.js';

/**
 * Whether a refusal depends on the present state of the stream itself: after another command, the same one may succeed.
 * `Refused.about` has the ids that the sentence names. The stream's own id is not among them, because a decider does
 * not know it.
 */
export const isAboutItself = (code: string): boolean => aboutItself.has(code);

const aboutItself: ReadonlySet<string> = new Set<ForumRefusal | SessionRefusal | CommitmentRefusal>([
  'UNKNOWN_FORUM',
  'UNKNOWN_SIDE',
  'UNKNOWN_INSTITUTION',
  'UNKNOWN_SESSION',
  'SESSION_NOT_OPEN',
  'SESSION_NOT_CONCLUDED',
  'UNKNOWN_STATEMENT',
  'NO_DRAFT',
  'OTHER_VERSION',
  'OTHER_DIGEST',
  'UNKNOWN_COMMITMENT',
  'NOT_PROPOSED',
  'NOT_AGREED',
  'NOT_ADOPTED',
  'NOT_OPEN',
  'NOT_REFERRED',
  'ON_HOLD',
  'NOT_IN_PROGRESS',
  'COMPLETED',
  'ALREADY_REPORTED',
  'NOT_REPORTED_COMPLETE',
  'NOTHING_TO_REOPEN',
  'DUE_ALREADY_SET',
  'NOT_RESPONSIBLE',
  'UNKNOWN_MILESTONE',
  'UNKNOWN_EVIDENCE',
]);
