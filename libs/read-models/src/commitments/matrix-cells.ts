import { ordinalOf, type Adoption, type Due, type Status } from '@jwg/domain';
import { orderOf, type Citation } from '../events/citation.js';
import { lastDay } from '../events/dates.js';
import type { WhatTheSessionDid } from '../events/statement-kinds.js';
import { overOn } from '../sessions/over-on.js';
import { knownBy, isSameDue, type DueEntry } from './due-course.js';
import type { SetRight } from './amendment.js';
import type { Column } from './matrix-columns.js';
import type { Mention } from './mentions.js';
import type { CommitmentRow, Transition } from './row.js';

/** What one session did to one commitment, and how it stood when the session closed. */
export interface Cell {
  readonly session: string;
  /** Empty if the commitment was not mentioned. */
  readonly did: readonly WhatTheSessionDid[];
  /** The statement of each word of `did`; missing if the commitment was not mentioned. */
  readonly statements?: readonly string[];
  /** `null` before it was brought up. */
  readonly status: Status | null;
  /** Missing before it was brought up. */
  readonly adoption?: Adoption;
  readonly due?: Due;
}

/** What is told of the way of one commitment. */
export interface Course {
  readonly mentions: readonly Mention[];
  readonly history: readonly Transition[];
  readonly dues: readonly DueEntry[];
  readonly setRight: readonly SetRight[];
}

type Standing = Pick<CommitmentRow, 'status' | 'adoption' | 'due'>;

export const cellsOf = (row: CommitmentRow, columns: readonly Column[], course: Course): Cell[] => {
  const bySession = new Map(course.mentions.map((mention) => [mention.session, mention.did]));
  return columns.map((column) => {
    const said = bySession.get(column.session.id) ?? [];
    const standing = standingIn(row, column, course, said.length > 0);
    return {
      session: column.session.id,
      did: said.map(({ word }) => word),
      ...(said.length > 0 && { statements: said.map(({ statement }) => statement) }),
      status: standing?.status ?? null,
      ...(standing && { adoption: standing.adoption }),
      ...(standing?.due && { due: standing.due }),
    };
  });
};

/** Only the cells in which something was said, or that differ from the one before. */
export const sparse = (cells: readonly Cell[]): Cell[] =>
  cells.filter((cell, n) => {
    const before = cells[n - 1];
    return (
      cell.did.length > 0 ||
      cell.status !== (before?.status ?? null) ||
      cell.adoption !== before?.adoption ||
      !isSameDue(cell.due, before?.due)
    );
  });

const standingIn = (row: CommitmentRow, column: Column, course: Course, isNamed: boolean): Standing | undefined => {
  const { session, end } = column;
  const isOwn = session.forum === row.forum;
  if (isOwn && session.ordinal < ordinalOf(row.statement ?? row.id)) return undefined;
  if (end === undefined) return row;
  const { moves, dues } = counted(column, course, isOwn || isNamed);
  const last = moves.at(-1);
  return last && { status: last.status, adoption: last.axes.adoption, due: dues.at(-1)?.due };
};

/**
 * What was known when the session's record was complete and had happened by the session's day. A session that is
 * recorded years later shows nothing of those years. But a commitment exists as soon as it is known to a session of its
 * forum, or to one that named it.
 */
export const counted = (
  { session, end }: Column,
  { history, dues, setRight }: Course,
  isKnown: boolean,
): { moves: readonly Transition[]; dues: readonly DueEntry[] } => {
  if (end === undefined) return { moves: history, dues };
  const day = lastDay(overOn(session)!);
  const happened = ({ occurredAt }: Citation) => lastDay(occurredAt.value.slice(0, 10)) <= day;
  const known = history.filter((move) => orderOf(move) <= end);
  const moves = known.filter(happened);
  const first = isKnown && moves.length === 0 ? known.slice(0, 1) : [];
  const isCounted = (it: Citation) => happened(it) || first.some(({ eventId }) => eventId === it.eventId);
  return { moves: [...moves, ...first], dues: knownBy(dues, setRight, end).filter(isCounted) };
};
