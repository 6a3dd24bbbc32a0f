import { ordinalOf, type Status } from '@jwg/domain';
import { orderOf } from '../events/citation.js';
import { lastDay } from '../events/dates.js';
import type { WhatTheSessionDid } from '../events/statement-kinds.js';
import { overOn } from '../sessions/over-on.js';
import type { SessionRow } from '../sessions/row.js';
import type { Mention } from './mentions.js';
import type { CommitmentRow, Transition } from './row.js';

/** What one session did to one commitment, and the status when it closed. */
export interface Cell {
  readonly session: string;
  /** Empty if the commitment was not mentioned. */
  readonly did: readonly WhatTheSessionDid[];
  /** `null` before it was brought up. */
  readonly status: Status | null;
}

export interface Column {
  readonly session: SessionRow;
  /** Where the record of this session and of all earlier ones was complete; missing while the session lasts. */
  readonly end?: number;
}

/** Adds the end of each session. A session that was recorded late closes no earlier than those before it. */
export const withEnd = () => {
  let end = -1;
  return (session: SessionRow): Column => {
    if (session.closedAt === undefined) return { session };
    end = Math.max(end, session.closedAt);
    return { session, end };
  };
};

export const cellsOf = (
  row: CommitmentRow,
  columns: readonly Column[],
  mentions: readonly Mention[],
  history: readonly Transition[],
): Cell[] => {
  const did = new Map(mentions.map((mention) => [mention.session, mention.did]));
  return columns.map(({ session, end }) => {
    const words = (did.get(session.id) ?? []).map(({ word }) => word);
    return { session: session.id, did: words, status: statusIn(row, { session, end }, history, words.length > 0) };
  });
};

const statusIn = (
  row: CommitmentRow,
  { session, end }: Column,
  history: readonly Transition[],
  isNamed: boolean,
): Status | null => {
  const isOwn = session.forum === row.forum;
  if (isOwn && session.ordinal < ordinalOf(row.id)) return null;
  if (end === undefined) return row.status;
  return statusAt(history, end, lastDay(overOn(session)!), isOwn || isNamed);
};

/**
 * The status known when the session's record was complete, counting what had happened by the session's day. A session
 * that is recorded years later shows nothing of those years. But a commitment exists as soon as it is known to a
 * session of its forum, or to one that named it.
 */
const statusAt = (history: readonly Transition[], end: number, day: string, isKnown: boolean): Status | null => {
  const known = history.filter((move) => orderOf(move) <= end);
  const happened = known.findLast(({ occurredAt }) => lastDay(occurredAt.value.slice(0, 10)) <= day);
  return (happened ?? (isKnown ? known[0] : undefined))?.status ?? null;
};
