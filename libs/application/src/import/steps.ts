import { followUpSteps } from './follow-up-steps.js';
import { forumSteps, legacyStep } from './forum-steps.js';
import type { RecordFile } from './format.js';
import { sessionSteps } from './session-steps.js';
import { each, type ImportStep } from './step.js';
import type { ForumWords } from './words-of.js';

/** Every command of a file, in the order in which the facts happened; a month or a year counts as its first day. */
export const stepsOf = (file: RecordFile, wordsOf: (forum: string) => ForumWords): ImportStep[] =>
  [
    ...each(file.forums, 'forums', (it, at) => forumSteps(it, at, file)),
    ...each(file.legacyCommitments, 'legacyCommitments', (it, at) => [legacyStep(it, at, file)]),
    ...each(file.sessions, 'sessions', (it, at) => sessionSteps(it, at, file, wordsOf)),
    ...followUpSteps(file),
  ].sort((a, b) => (a.order[0] === b.order[0] ? a.order[1] - b.order[1] : a.order[0] < b.order[0] ? -1 : 1));
