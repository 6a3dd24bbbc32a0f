import {
  commitmentsNamedIn,
  isStatement,
  sessionOf,
  sortable,
  undertakingsIn,
  type LedgerEvent,
  type Speaker,
  type StatementEvent,
  type Text,
  type Verb,
} from '@jwg/domain';
import { cite, isOf, type Citation, type LedgerProjection, type Recorded } from '../events/citation.js';
import { classOf, didTo, type StatementClass, type WhatTheSessionDid } from '../events/statement-kinds.js';
import { onStatements } from '../events/on-statements.js';
import { latestEntries } from '../rows/kept-apart.js';
import type { RowReader } from '../rows/reader.js';
import { addedIn, additionOf, type Added, type Addition } from './additions.js';
import { correctionOf } from './corrections.js';
import type { CorrectionPart } from './parts.js';

/** One statement in a session. It has its own row, by the id of its event, because corrections name that id. */
export interface WholeStatement extends Citation {
  readonly id: string;
  readonly session: string;
  readonly type: StatementEvent['type'];
  readonly class: StatementClass;
  readonly paragraph?: string;
  /** As the minutes have it; missing where only the kind was recorded. */
  readonly verb?: Verb;
  /** The corrected value; `corrections` keeps the earlier ones. */
  readonly text: Text;
  readonly speaker: Speaker;
  readonly refersTo: readonly string[];
  /** The commitments that it brought up or took up. */
  readonly undertakings: readonly string[];
  /** The other commitments that it names, and what it did to each: the one that it reviewed, for example. */
  readonly about: readonly { commitment: string; did: WhatTheSessionDid }[];
  /** Recorded when the session had been concluded, or when both sides had signed its minutes without it. */
  readonly learnedLate?: 'afterConclusion' | 'afterSignature';
  readonly corrections: readonly CorrectionPart[];
  readonly isCorrected?: true;
  readonly additions: readonly Addition[];
  readonly hasAdditions?: true;
  /** Entered by mistake; `movedTo`: its id in the session in which it was made. */
  readonly annulled?: { reason: string; movedTo?: string } & Citation;
  /** Its id in the session in which it had been entered. */
  readonly movedFrom?: string;
}

export type StatementRow = Omit<WholeStatement, 'corrections' | 'additions'>;

const said = (_: WholeStatement | undefined, event: Recorded<StatementEvent>): WholeStatement => {
  const { statementId, paragraph, verb, text, speaker, refersTo, learnedLate, movedFrom } = event.data;
  const undertakings = undertakingsIn(event).map(({ commitmentId }) => commitmentId);
  return {
    ...cite(event),
    id: statementId,
    session: sessionOf(statementId),
    type: event.type,
    class: classOf(event.type),
    ...(paragraph !== undefined && { paragraph }),
    ...(verb !== undefined && { verb }),
    text,
    speaker,
    refersTo,
    undertakings,
    about: commitmentsNamedIn(event)
      .filter((it) => !undertakings.includes(it))
      .map((commitment) => ({ commitment, did: didTo(commitment, event) })),
    ...(learnedLate !== undefined && { learnedLate }),
    ...(movedFrom && { movedFrom: movedFrom.statementId }),
    corrections: [],
    additions: [],
  };
};

const keys = (event: Recorded): string[] => {
  if (!isOf('session', event)) return [];
  if (event.type === 'RecordCorrected' || event.type === 'RecordAnnulled') return [event.data.eventId];
  if (event.type === 'TextAdded' || event.type === 'SourceAdded') return [event.data.eventId];
  if (event.type === 'AdditionAnnulled') return [event.data.of];
  return isStatement(event) ? [event.id] : [];
};

type Adding = Parameters<typeof additionOf>[0];
const added = (row: WholeStatement | undefined, event: Adding): WholeStatement | undefined =>
  row && { ...row, hasAdditions: true, additions: [...row.additions, additionOf(event)] };

export const statements: LedgerProjection<WholeStatement, LedgerEvent, 'corrections' | 'additions'> = {
  name: 'statements',
  version: 7,
  oldestReadable: 5,
  keys,
  on: {
    ...onStatements(said),
    RecordCorrected: (row, event) => {
      const { field, new: value } = event.data;
      if (!row) return row;
      const text = ['text', 'paragraph', 'verb', 'learnedLate'].includes(field) ? { [field]: value ?? undefined } : {};
      return { ...row, ...text, isCorrected: true, corrections: [...row.corrections, correctionOf(event)] };
    },
    TextAdded: added,
    SourceAdded: added,
    AdditionAnnulled: added,
    RecordAnnulled: (row, event) => {
      const { reason, movedTo } = event.data;
      return row && { ...row, annulled: { reason, ...(movedTo !== undefined && { movedTo }), ...cite(event) } };
    },
  },
  apart: { corrections: 'grows', additions: 'grows' },
  columns: {
    /** In the order in which they were made, session by session. */
    said: ({ id }) => sortable(id),
    annulledIn: ({ session, annulled }) => (annulled ? session : null),
  },
};

/** All statements of a session, as a condition. */
export const saidIn = (session: string) => {
  const first = sortable(`${session}.s0`);
  return { said: { atLeast: first, atMost: `${first.slice(0, first.lastIndexOf('.'))}.s~` } };
};

/** The latest corrections of a statement. */
export const correctionsOfOne = async (
  reader: RowReader,
  { isCorrected, eventId }: Pick<StatementRow, 'isCorrected' | 'eventId'>,
): Promise<readonly CorrectionPart[]> =>
  isCorrected ? (await latestEntries(reader, statements, eventId)('corrections')).shown : [];

/** The further sources and texts of a statement. */
export const additionsOfOne = async (
  reader: RowReader,
  { hasAdditions, eventId }: Pick<StatementRow, 'hasAdditions' | 'eventId'>,
): Promise<Added> => addedIn(hasAdditions ? (await latestEntries(reader, statements, eventId)('additions')).shown : []);

/** The latest corrections of each of these statements, by the ids of their events. */
export const correctionsOf = async (reader: RowReader, eventIds: readonly string[]) => {
  const found = await reader.getMany(statements, [...new Set(eventIds)]);
  const each = found.map(async (row) =>
    (await correctionsOfOne(reader, row)).map((it) => ({ statement: row.id, ...it })),
  );
  return (await Promise.all(each)).flat();
};
