import { compareIds, ordinalOf, type Axes, type CommitmentKind, type Status } from '@jwg/domain';
import type { RowsAt } from '../rows/rows-at.js';
import { orderOf } from '../events/citation.js';
import { lastDay } from '../events/dates.js';
import { flagsOf, type Flag } from './flags.js';
import { forums } from '../forums/projection.js';
import { sessions } from '../sessions/projection.js';
import type { SessionRow } from '../sessions/row.js';
import { countedMentions, flagContextOf } from './flag-context.js';
import type { Mention } from './mentions.js';
import { wholeLists } from '../rows/kept-apart.js';
import { titled, type Titled } from './title.js';
import type { WhatTheSessionDid } from '../events/statement-kinds.js';
import { commitments } from './projection.js';
import type { CommitmentRow, Transition } from './row.js';

/** Commitment × session: what each session did to each commitment, and the status when it closed. */
export interface Matrix {
  readonly forum: string;
  readonly position: number;
  /** The sessions that met, by ordinal. */
  readonly sessions: readonly {
    id: string;
    ordinal: number;
    /** Missing where its day is unknown; `heldNotAfter` is the day by which it had been held. */
    openedOn?: string;
    heldNotAfter?: string;
    mode: SessionRow['mode'];
    signed: boolean;
  }[];
  /** In the order of the commitments' numbers. */
  readonly commitments: readonly MatrixLine[];
}

export interface MatrixLine extends Axes, Titled {
  readonly id: string;
  readonly kind: CommitmentKind;
  readonly status: Status;
  readonly flags: readonly Flag[];
  /**
   * One for each session. `did` is empty if the commitment was not mentioned; `status` is null before it was brought
   * up.
   */
  readonly cells: readonly { session: string; did: readonly WhatTheSessionDid[]; status: Status | null }[];
}

/** `undefined` when there is no such forum. */
export const matrix = async ({ reader, position, on }: RowsAt, forum: string): Promise<Matrix | undefined> => {
  const [known, held, rows] = await Promise.all([
    reader.get(forums, forum),
    reader.find(sessions, { forum }, { by: 'ordinal', limit: 10_000 }),
    reader.find(commitments, { forum, registered: 1 }),
  ]);
  if (!known) return undefined;
  const ids = rows.map(({ id }) => id);
  const [around, mentions, histories] = await Promise.all([
    flagContextOf(reader, rows),
    countedMentions(reader, rows),
    wholeLists(reader, commitments, ids, 'history'),
  ]);
  const columns = held.filter(({ openedOn, heldNotAfter }) => (openedOn ?? heldNotAfter) !== undefined).map(withEnd());
  return {
    forum,
    position,
    sessions: columns.map(({ session: { id, ordinal, openedOn, heldNotAfter, mode, minutes } }) => ({
      id,
      ordinal,
      ...(openedOn !== undefined && { openedOn }),
      ...(heldNotAfter !== undefined && { heldNotAfter }),
      mode,
      signed: minutes.inEffect !== undefined,
    })),
    commitments: rows
      .sort((a, b) => compareIds(a.id, b.id))
      .map((row) => ({
        id: row.id,
        ...titled(row),
        kind: row.kind,
        adoption: row.adoption,
        implementation: row.implementation,
        disposition: row.disposition,
        status: row.status,
        flags: flagsOf(row, around, on),
        cells: cellsOf(row, columns, mentions.get(row.id) ?? [], histories.get(row.id) ?? []),
      })),
  };
};

interface Column {
  readonly session: SessionRow;
  /** Where the record of this session and of all earlier ones was complete; missing while the session lasts. */
  readonly end?: number;
}

/** Adds the end of each session. A session that was recorded late closes no earlier than those before it. */
const withEnd = () => {
  let end = -1;
  return (session: SessionRow): Column => {
    if (session.closedAt === undefined) return { session };
    end = Math.max(end, session.closedAt);
    return { session, end };
  };
};

const cellsOf = (
  row: CommitmentRow,
  columns: readonly Column[],
  mentions: readonly Mention[],
  history: readonly Transition[],
): MatrixLine['cells'] => {
  const did = new Map(mentions.map((mention) => [mention.session, mention.did]));
  return columns.map(({ session: { id, ordinal, concludedOn, heldNotAfter }, end }) => ({
    session: id,
    did: (did.get(id) ?? []).map(({ word }) => word),
    status:
      ordinal < ordinalOf(row.id)
        ? null
        : end === undefined
          ? row.status
          : statusAt(history, end, lastDay((concludedOn ?? heldNotAfter)!)),
  }));
};

/**
 * The status known when the session's record was complete, counting what had happened by the session's day. A session
 * that is recorded years later shows nothing of those years. But a commitment exists as soon as it is known.
 */
const statusAt = (history: readonly Transition[], end: number, day: string): Status | null => {
  const known = history.filter((move) => orderOf(move) <= end);
  const happened = known.findLast(({ occurredAt }) => lastDay(occurredAt.value.slice(0, 10)) <= day);
  return (happened ?? known[0])?.status ?? null;
};
