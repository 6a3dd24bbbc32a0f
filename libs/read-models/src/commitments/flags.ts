import { ordinalOf } from '@jwg/domain';
import { orderOf } from '../events/citation.js';
import type { CommitmentRow, Milestone } from './row.js';
import { isPast, isUndated, lastDayFor } from './due.js';
import { firstDay } from '../events/dates.js';
import type { SessionRow } from '../sessions/row.js';
import { numberIn } from '../sessions/numbers.js';
import { lastMentionsOf, type FlagContext } from './flag-context.js';

export const flagNames = [
  'overdue',
  'silent',
  'carriedOver',
  'disputed',
  'unassigned',
  'undated',
  'unsigned',
  'conditional',
  'missedMilestone',
  'withoutEvidence',
] as const;
export type FlagName = (typeof flagNames)[number];
/** `overdue`, `silent(2)`, `carriedOver(1)` */
export type Flag = FlagName | `${'silent' | 'carriedOver'}(${number})`;

export const nameOf = (flag: Flag): FlagName => flag.split('(')[0] as FlagName;

/** Computed for the given day, never stored; in the order of `flagNames`. */
export const flagsOf = (row: CommitmentRow, around: FlagContext, on: string): Flag[] => {
  const silent = isUnfinished(row) ? silentFor(row, around).length : 0;
  const carriedOver = row.timesCarriedOver;
  return [
    ...when(isOverdue(row, around, on), 'overdue'),
    ...when(silent > 0, `silent(${silent})`),
    ...when(carriedOver > 0, `carriedOver(${carriedOver})`),
    ...when(new Set(row.assessments.map(({ rating }) => rating)).size > 1, 'disputed'),
    ...when(isUnassigned(row, around), 'unassigned'),
    ...when(isUndated(row.due, around) && row.kind !== 'continuing', 'undated'),
    ...when(row.adoption === 'provisional', 'unsigned'),
    ...when(row.condition !== undefined, 'conditional'),
    ...when(
      row.milestones.some((milestone) => isMissed(milestone, around, on)),
      'missedMilestone',
    ),
    ...when(around.withoutEvidence.has(row.id), 'withoutEvidence'),
  ];
};

const when = (holds: boolean, flag: Flag): Flag[] => (holds ? [flag] : []);

/** More is expected of it: it is not completed, not closed, and not left out of the record. */
export const isUnfinished = ({ adoption, implementation, disposition }: CommitmentRow): boolean =>
  adoption !== 'notAdopted' && implementation !== 'completed' && (disposition === 'open' || disposition === 'referred');

/**
 * Past its day and not done. A commitment that was reported complete waits for others to confirm, so it is not overdue.
 */
const isOverdue = (row: CommitmentRow, around: FlagContext, on: string): boolean =>
  row.disposition === 'open' &&
  row.implementation !== 'completed' &&
  row.implementation !== 'reportedComplete' &&
  (row.adoption === 'provisional' || row.adoption === 'adopted') &&
  isPast(row.due, around, on);

/** Whether the milestone's date passed before it was reached. */
export const isMissed = ({ due, reachedOn }: Milestone, around: FlagContext, on: string): boolean => {
  if (reachedOn === undefined) return isPast(due, around, on);
  const day = lastDayFor(due, around);
  return day !== undefined && day < firstDay(reachedOn);
};

/**
 * One of the forum's sides has no institution that leads or supports. A unilateral commitment needs only its own
 * side's.
 */
const isUnassigned = (row: CommitmentRow, around: FlagContext): boolean => unassignedSides(row, around).length > 0;

/** The sides without an institution that leads or supports it, where each side needs one. */
export const unassignedSides = (
  { kind, forum, lead, support }: CommitmentRow,
  { forums }: FlagContext,
): readonly string[] => {
  if (kind === 'measureByOneSide') return [];
  const { sides = [], institutions = [] } = forums.get(forum) ?? {};
  const responsible = institutions.filter(({ id }) => lead.includes(id) || support.includes(id));
  return sides.map(({ side }) => side).filter((side) => !responsible.some((it) => it.side === side));
};

/**
 * The sessions of its forum that concluded without mentioning it since its last mention, or since its registration. A
 * mention in another forum's session (the parent's) counts at its place in the order of events.
 */
export const silentFor = (row: CommitmentRow, around: FlagContext): SessionRow[] => {
  const { own, elsewhere } = lastMentionsOf(row, around);
  const ordinal = Math.max(ordinalOf(row.statement ?? row.id), own ? ordinalOf(own.session) : 0);
  const known = !own && row.registered ? orderOf(row.registered) : -1;
  const place = Math.max(elsewhere?.place ?? -1, known);
  return [...around.sessions.values()].filter(
    (session) =>
      session.phase === 'concluded' && (numberIn(session, row.forum) ?? 0) > ordinal && session.closedAt! > place,
  );
};
