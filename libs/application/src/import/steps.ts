import { followUpSteps } from './follow-up-steps.js';
import { forumSteps, legacyStep } from './forum-steps.js';
import type { RecordFile } from './format.js';
import { ScheduleSession } from '../session/index.js';
import { sessionSteps } from './session-steps.js';
import { each, text, type ImportStep } from './step.js';
import type { ForumWords } from './words-of.js';

/** Every command of a file, in the order in which the facts happened; a month or a year counts as its first day. */
export const stepsOf = (file: RecordFile, wordsOf: (forum: string) => ForumWords): ImportStep[] =>
  [
    ...each(file.forums, 'forums', (it, at) => forumSteps(it, at, file)),
    ...each(file.legacyCommitments, 'legacyCommitments', (it, at) => [legacyStep(it, at, file)]),
    ...each(file.sessions, 'sessions', (it, at) => sessionSteps(it, at, file, wordsOf)),
    ...followUpSteps(file),
  ]
    .map(announced(file))
    .sort((a, b) => (a.order[0] === b.order[0] ? a.order[1] - b.order[1] : a.order[0] < b.order[0] ? -1 : 1));

/** A session was announced before anything happened to it, like a postponement: it is scheduled no later than that. */
const announced = (file: RecordFile) => {
  const first = new Map<string, string>();
  for (const { on, session } of each(file.followUps, 'followUps', (it) => [it])) {
    const [id, day] = [text(session), text(on)];
    if (id !== '' && !(first.get(id)! <= day)) first.set(id, day);
  }
  return (step: ImportStep): ImportStep => {
    const by = first.get(step.subject);
    if (step.kind !== ScheduleSession || by === undefined || by >= step.order[0]) return step;
    const { provenance } = step.fields as { provenance?: object };
    const fields = { ...step.fields, provenance: { ...provenance, occurredAt: by } };
    return { ...step, fields, order: [by, step.order[1]] };
  };
};
