import {
  commitmentsNamedIn,
  isStatement,
  sessionOf,
  undertakingsIn,
  type Speaker,
  type StatementEvent,
  type Text,
} from '@jwg/domain';
import { cite, isOf, type Citation, type LedgerProjection, type Recorded } from '../events/citation.js';
import { classOf, didTo, type StatementClass, type WhatTheSessionDid } from '../events/statement-kinds.js';
import { onStatements } from '../events/on-statements.js';
import { correctionOf, type CorrectionPart } from './corrections.js';

/** One statement in a session. It has its own row, by the id of its event, because corrections name that id. */
export interface StatementRow extends Citation {
  readonly id: string;
  readonly session: string;
  readonly type: StatementEvent['type'];
  readonly class: StatementClass;
  readonly paragraph?: string;
  /** The corrected value; `corrections` keeps the earlier ones. */
  readonly text: Text;
  readonly speaker: Speaker;
  readonly refersTo: readonly string[];
  /** The commitments that it brought up or took up. */
  readonly undertakings: readonly string[];
  /** The other commitments that it names, and what it did to each: the one that it reviewed, for example. */
  readonly about: readonly { commitment: string; did: WhatTheSessionDid }[];
  readonly corrections: readonly CorrectionPart[];
  readonly annulled?: { reason: string } & Citation;
}

const said = (_: StatementRow | undefined, event: Recorded<StatementEvent>): StatementRow => {
  const { statementId, paragraph, text, speaker, refersTo } = event.data;
  const undertakings = undertakingsIn(event).map(({ commitmentId }) => commitmentId);
  return {
    ...cite(event),
    id: statementId,
    session: sessionOf(statementId),
    type: event.type,
    class: classOf(event.type),
    ...(paragraph !== undefined && { paragraph }),
    text,
    speaker,
    refersTo,
    undertakings,
    about: commitmentsNamedIn(event)
      .filter((it) => !undertakings.includes(it))
      .map((commitment) => ({ commitment, did: didTo(commitment, event) })),
    corrections: [],
  };
};

const keys = (event: Recorded): string[] => {
  if (!isOf('session', event)) return [];
  if (event.type === 'RecordCorrected' || event.type === 'RecordAnnulled') return [event.data.eventId];
  return isStatement(event) ? [event.id] : [];
};

export const statements: LedgerProjection<StatementRow> = {
  name: 'statements',
  version: 3,
  keys,
  on: {
    ...onStatements(said),
    RecordCorrected: (row, event) => {
      const { field, new: value } = event.data;
      if (!row) return row;
      const text = field === 'text' || field === 'paragraph' ? { [field]: value } : {};
      return { ...row, ...text, corrections: [...row.corrections, correctionOf(event)] };
    },
    RecordAnnulled: (row, event) => row && { ...row, annulled: { reason: event.data.reason, ...cite(event) } },
  },
  columns: { session: ({ session }) => session },
};
