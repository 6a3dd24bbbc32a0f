import { isStatement, sessionOf, undertakingsIn, type Speaker, type StatementEvent, type Text } from '@jwg/domain';
import { cite, isOf, type Citation, type LedgerProjection, type Recorded } from '../events/citation.js';
import { classOf, type StatementClass } from '../events/statement-kinds.js';
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
  readonly corrections: readonly CorrectionPart[];
  readonly annulled?: { reason: string } & Citation;
}

const said = (_: StatementRow | undefined, event: Recorded<StatementEvent>): StatementRow => {
  const { statementId, paragraph, text, speaker, refersTo } = event.data;
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
    undertakings: undertakingsIn(event).map(({ commitmentId }) => commitmentId),
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
  version: 2,
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
