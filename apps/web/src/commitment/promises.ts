import type { CommitmentAnswer, SessionSummary } from '../api/types.gen.js';
import { daysOf, spanBetween, type Span } from '../words/spans.js';

/** A due date, as it was said once. */
export interface Promised {
  readonly position: number;
  /** When it was said, as precisely as it is known. */
  readonly said: string;
  readonly session?: string;
  readonly authority: CommitmentAnswer['dueHistory'][number]['authority'];
  readonly due: { readonly date?: string; readonly session?: string };
  /** The days that it may mean; missing for a session whose day is not known. */
  readonly days?: { readonly first: Date; readonly last: Date };
  /** How far it moved from the one before. */
  readonly moved?: Move;
}

export interface Move extends Span {
  readonly later: boolean;
}

/** Something that really happened, to be drawn below what was promised. */
export interface Happened {
  readonly on: string;
  readonly what: 'progress' | 'reported' | 'confirmed' | 'milestone';
  readonly percent?: number;
  readonly title?: string;
}

type Days = ReadonlyMap<string, string>;

/** The day of each session that has one: held, or planned. */
export const daysOfSessions = (sessions: readonly SessionSummary[]): Days =>
  new Map(
    sessions.flatMap(({ id, concludedOn, openedOn, plannedOn }) => {
      const day = concludedOn ?? openedOn ?? plannedOn;
      return day === undefined ? [] : [[id, day] as const];
    }),
  );

export const promisesOf = ({ dueHistory }: Pick<CommitmentAnswer, 'dueHistory'>, days: Days): readonly Promised[] => {
  const rows: Promised[] = [];
  for (const { position, occurredAt, session, authority, due = {} } of dueHistory) {
    const date = dayOf(due, days);
    const before = rows.findLast((it) => it.days !== undefined);
    const beforeDate = before && dayOf(before.due, days);
    rows.push({
      ...{ position, said: occurredAt.value, session, authority, due },
      ...(date !== undefined && { days: daysOf(date) }),
      ...(date !== undefined && beforeDate !== undefined && { moved: moveBetween(beforeDate, date) }),
    });
  }
  return rows;
};

/** From the first date that was said to the last. */
export const movedInAll = (rows: readonly Promised[], days: Days): Move | undefined => {
  const dates = rows.flatMap(({ due }) => dayOf(due, days) ?? []);
  return dates.length < 2 ? undefined : moveBetween(dates[0]!, dates.at(-1)!);
};

const moveBetween = (from: string, to: string): Move => {
  const later = daysOf(to).last >= daysOf(from).last;
  return { ...(later ? spanBetween(from, to) : spanBetween(to, from)), later };
};

const dayOf = ({ date, session }: Promised['due'], days: Days): string | undefined => {
  const held = session === undefined ? undefined : days.get(session);
  if (date === undefined || held === undefined) return date ?? held;
  return daysOf(held).last < daysOf(date).last ? held : date;
};

export const happenedTo = (
  { completion, history, milestones }: Pick<CommitmentAnswer, 'completion' | 'history' | 'milestones'>,
  reports: readonly { readonly on: string; readonly percent: number }[],
): readonly Happened[] => {
  const confirmed = history.findLast(({ type }) => type === 'CompletionConfirmed');
  return [
    ...reports.map(({ on, percent }) => ({ on, percent, what: 'progress' as const })),
    ...(completion ? [{ on: completion.completedOn, what: 'reported' as const }] : []),
    ...(confirmed ? [{ on: confirmed.occurredAt.value, what: 'confirmed' as const }] : []),
    ...milestones.flatMap(({ reachedOn, title }) =>
      reachedOn === undefined ? [] : [{ on: reachedOn, title, what: 'milestone' as const }],
    ),
  ].sort((a, b) => daysOf(a.on).last.getTime() - daysOf(b.on).last.getTime());
};
