import type { CommitmentRecord, JournalEntry } from '@jwg/read-models';
import type { Deed } from './report.js';

/** What somebody did, or what was done with it; not what was said of it, nor dates and evidence, which stand apart. */
const deeds: ReadonlySet<string> = new Set([
  'CommitmentAdopted',
  'CommitmentAdoptedWithChanges',
  'CommitmentNotAdopted',
  'WorkStarted',
  'ProgressReported',
  'MilestoneReached',
  'CommitmentBlocked',
  'CommitmentUnblocked',
  'CompletionReported',
  'CompletionConfirmed',
  'CompletionNotAccepted',
  'CommitmentCarriedOver',
  'CommitmentDeferred',
  'CommitmentReferred',
  'ReferralReturned',
  'CommitmentSuperseded',
  'CommitmentWithdrawn',
  'CommitmentLapsed',
  'CommitmentReopened',
]);

type Data = Readonly<Record<string, unknown>>;

/** In the order of the ledger, as they were set right: what was withdrawn is no deed, and a corrected field is right. */
export const deedsIn = (entries: readonly JournalEntry[], { setRight }: Pick<CommitmentRecord, 'setRight'>) => {
  const withdrawn = new Set(setRight.flatMap(({ withdraws = [] }) => withdraws));
  return entries
    .filter(({ type, eventId }) => deeds.has(type) && !withdrawn.has(eventId))
    .map((entry) => {
      const right = setRight.flatMap(({ corrects, field, new: value }) =>
        corrects === entry.eventId && field !== undefined ? [[field, value] as const] : [],
      );
      return { side: entry.side, deed: deedOf(entry, { ...(entry.data as Data), ...Object.fromEntries(right) }) };
    });
};

const deedOf = ({ position, type, occurredAt, actor, side }: JournalEntry, data: Data): Deed => {
  const by = (actor.onBehalfOf ?? actor).institution ?? side;
  const words = [data.narrative, data.cause, data.reason, data.remarks, data.rule].find((it) => typeof it === 'string');
  return {
    position,
    type,
    on: occurredAt.value.slice(0, 10),
    ...(by !== undefined && { by }),
    ...(words !== undefined && { words }),
    ...(typeof data.percent === 'number' && { percent: data.percent }),
  };
};
