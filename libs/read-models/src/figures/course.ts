import type { Due } from '@jwg/domain';
import { orderOf, type Citation } from '../events/citation.js';
import { daysBetween, lastDay, monthsBetween } from '../events/dates.js';
import { dueDay } from '../commitments/due.js';
import { knownBy, isSameDue, type DueEntry } from '../commitments/due-course.js';
import { responsible, sidesOf } from '../commitments/filters.js';
import { flagsOf, isUnfinished, silentFor } from '../commitments/flags.js';
import type { FlagContext } from '../commitments/flag-context.js';
import { cellsOf, type Cell, type Course } from '../commitments/matrix-cells.js';
import type { Column } from '../commitments/matrix-columns.js';
import type { CommitmentRow, Transition, WholeCommitment } from '../commitments/row.js';

type CarryOver = WholeCommitment['carriedOver'][number];

/** What the figures need of one commitment. */
export interface Measured {
  readonly id: string;
  readonly sides: readonly string[];
  readonly institutions: readonly string[];
  readonly canComplete: boolean;
  /** The position at which its completion was confirmed, if it is completed. */
  readonly completedAt?: number;
  readonly unfinished: boolean;
  readonly isDue: boolean;
  readonly isOverdue: boolean;
  /** Days; missing where one of the two days is unknown. */
  readonly slip?: number;
  /** Positions of what set and moved its date. */
  readonly dues: readonly number[];
  readonly carriedOver: readonly number[];
  readonly silentSessions: number;
  /** The position of what named it last, or registered it. */
  readonly namedAt: number;
  readonly registeredAt: number;
  /** Whole months since it was undertaken. */
  readonly months: number;
}

/** How it stood when one session closed. */
export interface MeasuredCell extends Pick<Cell, 'status' | 'did'> {
  readonly slip?: number;
  /** Positions of what the session carried over, and of what moved the date until then. */
  readonly events: readonly number[];
}

interface Known {
  readonly around: FlagContext;
  readonly on: string;
}

/** Both sides undertook it: it is no proposal, and the signed text did not leave it out. */
export const isUndertaken = ({ registered, adoption }: CommitmentRow): boolean =>
  registered !== undefined && (adoption === 'provisional' || adoption === 'adopted');

const gone: ReadonlySet<string> = new Set(['superseded', 'withdrawn']);

export const measured = (
  row: CommitmentRow,
  course: Course,
  carries: readonly CarryOver[],
  { around, on }: Known,
): Measured => {
  const candidate = { row, around, on };
  const dues = knownBy(course.dues, course.setRight);
  const unfinished = isUnfinished(row);
  const acts = course.mentions.flatMap(({ did }) => did);
  const day = dueDay(row, around);
  const slip = slipOf(dues[0]?.due, row.due, around);
  return {
    id: row.id,
    sides: sidesOf(candidate),
    institutions: responsible(candidate),
    canComplete: row.kind !== 'continuing' && !gone.has(row.disposition),
    ...(row.implementation === 'completed' && { completedAt: completionIn(course.history)?.position }),
    unfinished,
    isDue: unfinished && day !== undefined,
    isOverdue: flagsOf(row, around, on).includes('overdue'),
    ...(slip !== undefined && { slip }),
    dues: positionsOf(moves(dues)),
    carriedOver: positionsOf(knownBy(carries, course.setRight)),
    silentSessions: unfinished ? silentFor(row, around).length : 0,
    namedAt: Math.max(row.registered!.position, ...positionsOf(acts)),
    registeredAt: row.registered!.position,
    months: Math.max(0, monthsBetween(lastDay(row.registered!.occurredAt.value.slice(0, 10)), on)),
  };
};

/** By how many days the day now due is later than the one first due; negative where it came closer. */
const slipOf = (first: Due | undefined, now: Due | undefined, around: FlagContext): number | undefined => {
  const [from, to] = [first, now].map((due) => dueDay({ due }, around));
  return from === undefined || to === undefined ? undefined : daysBetween(from, to);
};

/** One for each column. */
export const measuredCells = (
  row: CommitmentRow,
  course: Course,
  columns: readonly Column[],
  around: FlagContext,
): MeasuredCell[] => {
  const bySession = new Map(course.mentions.map(({ session, did }) => [session, did]));
  const dues = knownBy(course.dues, course.setRight);
  return cellsOf(row, columns, course).map(({ session, status, did, due }, n) => {
    const slip = slipOf(dues[0]?.due, due, around);
    const carries = (bySession.get(session) ?? []).filter(({ word }) => word === 'carriedOver');
    const moved = slip ? dues.filter((it) => orderOf(it) <= columns[n]!.end! && isSameDue(it.due, due)).slice(-1) : [];
    return { status, did, ...(slip !== undefined && { slip }), events: positionsOf([...carries, ...moved]) };
  });
};

/** The entries that gave it its first date and those that changed it. */
const moves = (dues: readonly DueEntry[]): readonly DueEntry[] =>
  dues.filter(({ due }, n) => n === 0 || !isSameDue(dues[n - 1]!.due, due));

const completionIn = (history: readonly Transition[]): Transition | undefined =>
  history.findLast(
    ({ axes }, n) => axes.implementation === 'completed' && history[n - 1]?.axes.implementation !== 'completed',
  );

const positionsOf = (entries: readonly Pick<Citation, 'position'>[]): number[] =>
  [...new Set(entries.map(({ position }) => position))].sort((a, b) => a - b);
