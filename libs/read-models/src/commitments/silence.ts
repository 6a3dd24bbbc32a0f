import { compareIds } from '@jwg/domain';
import type { RowsAt } from '../rows/rows-at.js';
import { lastDay, monthsBetween } from '../events/dates.js';
import { isUnfinished, silentFor } from './flags.js';
import { countedMentions, flagContextOf, type FlagContext } from './flag-context.js';
import type { WhatTheSessionDid } from '../events/statement-kinds.js';
import { commitments } from './projection.js';
import type { Mention } from './mentions.js';
import { summaryOf, type CommitmentSummary } from './summary.js';

export interface SilenceAsked {
  readonly forum?: string;
  /** Not mentioned for this many concluded sessions of its forum; 1 if neither number is given. */
  readonly sessions?: number;
  /** Or not mentioned for this many whole months. */
  readonly months?: number;
  /** Includes commitments that the sides have not signed yet, or have only proposed. */
  readonly includeUnsigned?: boolean;
}

export interface Silence {
  readonly position: number;
  /** The longest silence first. */
  readonly items: readonly SilentCommitment[];
}

export interface SilentCommitment extends CommitmentSummary {
  readonly silentSessions: number;
  /** Whole months since the last mention, or since the registration. */
  readonly silentMonths: number;
  readonly lastMention: { session: string; on: string; did: readonly WhatTheSessionDid[] } | null;
}

/** Commitments that are unfinished and that nobody mentions any more. */
export const silence = async ({ reader, position, on }: RowsAt, asked: SilenceAsked = {}): Promise<Silence> => {
  const { forum, months, includeUnsigned = false } = asked;
  const k = asked.sessions ?? (months === undefined ? 1 : undefined);
  const adoption = includeUnsigned ? undefined : 'adopted';
  const rows = (await reader.find(commitments, { registered: 1, forum, adoption })).filter(isUnfinished);
  const [around, mentions] = await Promise.all([flagContextOf(reader, rows), countedMentions(reader, rows)]);
  const items = rows.map((row): SilentCommitment => {
    const last = lastMention(mentions.get(row.id) ?? [], around);
    return {
      ...summaryOf(row, around, on),
      silentSessions: silentFor(row, around).length,
      silentMonths: Math.max(0, monthsBetween(lastDay(last?.on ?? row.registered!.occurredAt.value.slice(0, 10)), on)),
      lastMention: last,
    };
  });
  return {
    position,
    items: items
      .filter(
        ({ silentSessions, silentMonths }) =>
          (k !== undefined && silentSessions >= k) || (months !== undefined && silentMonths >= months),
      )
      .sort((a, b) => b.silentSessions - a.silentSessions || b.silentMonths - a.silentMonths || compareIds(a.id, b.id)),
  };
};

/** The mention in the session that met last, whatever the order in which sessions were recorded. */
const lastMention = (mentions: readonly Mention[], around: FlagContext): SilentCommitment['lastMention'] => {
  const dated = mentions.map(({ session, did }) => {
    const held = around.sessions.get(session);
    const on = held?.concludedOn ?? held?.openedOn ?? held?.heldNotAfter ?? did[0]!.occurredAt.value.slice(0, 10);
    return { session, on: lastDay(on), did: did.map(({ word }) => word) };
  });
  return dated.reduce<SilentCommitment['lastMention']>((last, it) => (last && last.on > it.on ? last : it), null);
};
