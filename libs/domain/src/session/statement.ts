import type { Speaker, Undertaking } from '../vocabulary.js';
import type { StatementEvent } from './events.js';

export interface Statement {
  readonly type: StatementEvent['type'];
  /** The statement as it reads now, corrections included. */
  readonly fact: StatementEvent;
  readonly speaker: Speaker;
  /** The undertakings that the statement brought up or took up. */
  readonly undertakings: readonly Undertaking[];
  /** Commitments that it accepted or reviewed jointly: a signature under the statement covers them. */
  readonly settles: readonly string[];
  /** Commitments that were proposals until this statement took them up, accepted, declined or withdrew them. */
  readonly answers: readonly string[];
  /** For a request: the side to which it is addressed. */
  readonly addressee?: string;
  readonly annulled: boolean;
}

/** The undertakings in a statement of any kind. */
export const undertakingsIn = ({ data }: StatementEvent): readonly Undertaking[] =>
  'undertakings' in data ? data.undertakings : [];

const settledBy = ({ type, data }: StatementEvent): readonly string[] =>
  type === 'ProposalAccepted' ? data.commitments : type === 'CommitmentReviewed' ? [data.commitmentId] : [];

const answeredBy = (event: StatementEvent): readonly string[] => {
  switch (event.type) {
    case 'DecisionTaken':
    case 'UndertakingAgreed':
    case 'DirectionGiven':
      return event.data.undertakings.map(({ commitmentId }) => commitmentId);
    case 'ProposalAccepted':
    case 'ProposalDeclined':
    case 'ProposalWithdrawn':
      return event.data.commitments;
    default:
      return [];
  }
};

/** What a session keeps of a statement that was made. */
export const statementOfEvent = (event: StatementEvent): Statement => ({
  type: event.type,
  fact: { type: event.type, data: event.data } as StatementEvent,
  speaker: event.data.speaker,
  undertakings: undertakingsIn(event),
  settles: settledBy(event),
  answers: answeredBy(event),
  ...(event.type === 'RequestMade' && { addressee: event.data.addressee.side }),
  annulled: false,
});

/** The fields of a statement that can be corrected. */
export const fieldsOfStatements: readonly string[] = ['text', 'paragraph', 'verb', 'undertakings'];

export const correctStatement = (statement: Statement, field: string, value: unknown): Statement => {
  const { type, data } = statement.fact;
  const fact = { type, data: { ...data, [field]: value ?? undefined } } as StatementEvent;
  return { ...statement, fact, undertakings: undertakingsIn(fact) };
};
