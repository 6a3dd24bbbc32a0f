import type { Found } from './problem.js';
import { fieldOf } from './problem.js';
import type { ImportStep } from './step.js';

/** By a refusal's code: the commands that could create the missing thing. Any statement may create a commitment. */
const awaited: Readonly<Record<string, readonly string[] | 'any'>> = {
  UNKNOWN_SESSION: ['ScheduleSession'],
  SESSION_NOT_OPEN: ['OpenSession', 'RecordHeldSession'],
  SESSION_NOT_CONCLUDED: ['ConcludeSession', 'RecordHeldSession'],
  NO_DRAFT: ['DraftMinutes'],
  OTHER_VERSION: ['DraftMinutes'],
  UNKNOWN_COMMITMENT: 'any',
  NOT_REPORTED_COMPLETE: ['ReportCompletion'],
  UNKNOWN_MILESTONE: ['DefineMilestone'],
  UNKNOWN_EVIDENCE: ['AttachEvidence'],
};

/** Points out that the dates are wrong when the same file creates the missing thing, but later. */
export const tooEarly = (found: Found, step: ImportStep, inOrder: readonly ImportStep[]): Found => {
  const kinds = awaited[found.code ?? ''];
  if (!kinds) return found;
  const { about = [] } = found;
  const missed = kinds === 'any' && about.length > 0 ? about : [step.subject];
  const things = missed.flatMap((id) => [id, id.replace(/\d+$/, '')]);
  const later = inOrder
    .slice(inOrder.indexOf(step) + 1)
    .find(
      ({ kind, brings }) => (kinds === 'any' || kinds.includes(kind.name)) && brings.some((it) => things.includes(it)),
    );
  const [date, laterDate] = [step.order[0], later?.order[0]];
  if (!later || laterDate === undefined || date >= laterDate) return found;
  return {
    ...found,
    rule: `By its date, ${date}, this comes before ${later.kind.name} of ${fieldOf(later.at)}, ${laterDate}. ${found.rule}`,
    wayOut:
      date.length < 10
        ? `Write the day, or the month: ${date} counts from its first day. Or correct one of the two dates.`
        : 'Correct one of the two dates.',
  };
};
