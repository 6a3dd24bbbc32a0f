import { compareIds } from '@jwg/domain';
import type { Asked } from '../asked.js';
import { lastDay, monthsBetween } from '../dates.js';
import { isUnfinished, silentFor } from '../flags.js';
import { heard, surroundingsOf, type Surroundings } from '../surroundings.js';
import type { Did } from '../verbs.js';
import { commitments } from './projection.js';
import type { CommitmentRow } from './row.js';
import { summaryOf, type CommitmentSummary } from './summary.js';

export interface SilenceAsked {
  readonly forum?: string;
  /** Not mentioned for so many concluded sessions of its forum; 1 when neither is given. */
  readonly sessions?: number;
  /** … or for so many whole months. */
  readonly months?: number;
  /** Also those that the sides have not signed yet, or have only proposed. */
  readonly includeUnsigned?: boolean;
}

export interface Silence {
  readonly position: number;
  /** The longest silence first. */
  readonly items: readonly SilentCommitment[];
}

export interface SilentCommitment extends CommitmentSummary {
  readonly silentSessions: number;
  /** Whole months since the last mention, or since it was registered. */
  readonly silentMonths: number;
  readonly lastMention: { session: string; on: string; did: readonly Did[] } | null;
}

/** What was promised, is not finished, and is not talked about any more. */
export const silence = async ({ reader, position, on }: Asked, asked: SilenceAsked = {}): Promise<Silence> => {
  const { forum, months, includeUnsigned = false } = asked;
  const k = asked.sessions ?? (months === undefined ? 1 : undefined);
  const adoption = includeUnsigned ? undefined : 'adopted';
  const rows = (await reader.find(commitments, { registered: 1, forum, adoption })).filter(isUnfinished);
  const around = await surroundingsOf(reader, rows);
  const items = rows.map((row): SilentCommitment => {
    const last = lastMention(row, around);
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

/** In the session that met last, whatever the order in which sessions were recorded. */
const lastMention = (row: CommitmentRow, around: Surroundings): SilentCommitment['lastMention'] => {
  const dated = heard(row, around).map(({ session, did }) => {
    const held = around.sessions.get(session);
    const on = held?.concludedOn ?? held?.openedOn ?? did[0]!.occurredAt.value.slice(0, 10);
    return { session, on: lastDay(on), did: did.map(({ word }) => word) };
  });
  return dated.reduce<SilentCommitment['lastMention']>((last, it) => (last && last.on > it.on ? last : it), null);
};
