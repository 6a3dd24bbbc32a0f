import type { CommitmentEvent } from '@jwg/domain';
import type { Citation, Entered } from '../events/citation.js';
import { amendmentBy, type SetRight } from './amendment.js';
import type { WholeCommitment } from './row.js';

type DataOf<T extends CommitmentEvent['type']> = Extract<CommitmentEvent, { type: T }>['data'];
type Changes = DataOf<'EntryWithdrawn'>['changes'];

/** The parts of a row itself that single entries brought. */
const parts = ['assessments', 'milestones', 'consents'] as const;

type Withdrawn = Pick<DataOf<'EntryWithdrawn'>, 'changes' | 'reason'> & { entries: readonly string[]; entry?: string };

/** The row without what these entries brought to it. */
export const withoutEntries = (
  known: WholeCommitment,
  { entries, changes, reason, entry }: Withdrawn,
  by: Entered,
): WholeCommitment => {
  const row = noted(known, by, { withdraws: entries, reason, ...(entry !== undefined && { entry }) });
  const stays = ({ eventId }: Citation): boolean => !entries.includes(eventId);
  const left = Object.fromEntries(parts.map((part) => [part, (row[part] as readonly Citation[]).filter(stays)]));
  const { blockedBy, adoptedBy } = row;
  return withReport(
    {
      ...row,
      ...left,
      milestones: row.milestones.filter(stays).map((it) => asReached(it, changes)),
      blockedBy: blockedBy && stays(blockedBy) ? blockedBy : undefined,
      adoptedBy: adoptedBy && stays(adoptedBy) ? adoptedBy : undefined,
      timesCarriedOver: row.timesCarriedOver - carriedOverLess(changes),
      amendments: [...row.amendments, { withdraws: entries }],
      ...waitingIn(changes),
      ...textOf(changes),
    },
    changes,
    by,
  );
};

/** How many sessions it is no longer carried over to. */
const carriedOverLess = (changes: Changes): number => {
  const change = changes.find(({ field }) => field === 'carriedOver');
  const count = (list: unknown) => (list as readonly string[] | undefined)?.length ?? 0;
  return change ? count(change.from) - count(change.to) : 0;
};

const asReached = (milestone: WholeCommitment['milestones'][number], changes: Changes) => {
  const now = changes.find(({ field }) => field === 'milestones')?.to as Readonly<Record<string, string>> | undefined;
  return now?.[milestone.id] === 'defined' ? { ...milestone, reachedOn: undefined } : milestone;
};

/** What waits again, or waits no longer, because an effect was taken back. */
const waitingIn = (changes: Changes): Pick<WholeCommitment, 'waiting'> => {
  const change = changes.find(({ field }) => field === 'waiting');
  return change ? { waiting: change.to as WholeCommitment['waiting'] } : {};
};

/** The whole wording is no part of the standing. */
const textOf = (changes: Changes): Pick<WholeCommitment, 'text'> => {
  const change = changes.find(({ field }) => field === 'text');
  return change ? { text: change.to as WholeCommitment['text'] } : {};
};

/** The report of completion that is in force after it. */
const withReport = (row: WholeCommitment, changes: Changes, by: Entered): WholeCommitment => {
  const change = changes.find(({ field }) => field === 'report');
  if (!change) return row;
  const report = change.to as DataOf<'CompletionReported'> | undefined;
  return { ...row, completion: report && { ...by, by: report.by, completedOn: report.completedOn } };
};

/** The row with a note of what was set right. */
const noted = (row: WholeCommitment, by: Entered, what: Omit<SetRight, keyof Entered>): WholeCommitment => ({
  ...row,
  setRight: [...row.setRight, { ...by, ...what }],
});

/** The row with the right value in what the entry brought to it. */
export const withCorrection = (
  known: WholeCommitment,
  { eventId, field, old, new: value, reason, changes }: DataOf<'EntryCorrected'>,
  by: Entered,
): WholeCommitment => {
  const row = noted(known, by, { corrects: eventId, field, old, new: value, reason });
  const part = field === 'to' ? 'due' : field === 'on' ? 'reachedOn' : field;
  const correct = <C extends Citation>(it: C): C => (it.eventId === eventId ? { ...it, [part]: value } : it);
  const { blockedBy, completion, adoptedBy } = row;
  return {
    ...row,
    assessments: row.assessments.map(correct),
    ...textOf(changes),
    adoptedBy: adoptedBy && correct(adoptedBy),
    amendments: [...row.amendments, amendmentBy(eventId, field, value)],
    milestones: row.milestones.map(correct),
    blockedBy: blockedBy && correct(blockedBy),
    completion: completion && correct(completion),
  };
};
