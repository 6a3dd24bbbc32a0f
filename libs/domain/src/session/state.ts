import type { Difference, Speaker, Undertaking } from '../vocabulary.js';
import { isStatement, type SessionEvent, type StatementEvent } from './events.js';

export type Phase = 'unknown' | 'scheduled' | 'postponed' | 'cancelled' | 'open' | 'concluded';

export interface Statement {
  readonly type: StatementEvent['type'];
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

export interface Draft {
  readonly version: number;
  readonly digest: string;
  readonly languages: readonly string[];
  readonly statementIds: readonly string[];
  readonly changes: readonly { commitmentId: string; diff: readonly Difference[] }[];
}

export interface Session {
  readonly phase: Phase;
  readonly plannedOn?: string;
  readonly openedOn?: string;
  /** Other forums that this session serves as well. */
  readonly alsoServes: readonly string[];
  readonly statements: Readonly<Record<string, Statement>>;
  readonly lastStatement: number;
  readonly lastCommitment: number;
  readonly draft?: Draft;
  readonly agreedVersion?: number;
  /** Signatures under the latest version. A new version voids them. */
  readonly signatures: Readonly<Record<string, string>>;
  readonly inEffect: boolean;
  /** `<event id> <field>` → the present value. */
  readonly corrections: Readonly<Record<string, unknown>>;
}

export const initial: Session = {
  phase: 'unknown',
  alsoServes: [],
  statements: {},
  lastStatement: 0,
  lastCommitment: 0,
  signatures: {},
  inEffect: false,
  corrections: {},
};

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

const say = (state: Session, event: StatementEvent): Session => {
  const undertakings = undertakingsIn(event);
  const { statementId, speaker } = event.data;
  const own = undertakings.filter(({ commitmentId }) => commitmentId.startsWith(`${statementId.split('.s')[0]}.c`));
  return {
    ...state,
    lastStatement: Math.max(state.lastStatement, numberOf(statementId)),
    lastCommitment: Math.max(state.lastCommitment, ...own.map(({ commitmentId }) => numberOf(commitmentId))),
    statements: {
      ...state.statements,
      [statementId]: {
        type: event.type,
        speaker,
        undertakings,
        settles: settledBy(event),
        answers: answeredBy(event),
        ...(event.type === 'RequestMade' && { addressee: event.data.addressee.side }),
        annulled: false,
      },
    },
  };
};

const numberOf = (id: string): number => Number(id.slice(id.search(/\d+$/)));

export const evolve = (state: Session, event: SessionEvent): Session => {
  if (isStatement(event)) return say(state, event);
  const { type, data } = event;
  switch (type) {
    case 'SessionScheduled':
      return { ...state, phase: 'scheduled', plannedOn: data.plannedOn, alsoServes: data.alsoServes };
    case 'SessionRescheduled':
      return { ...state, phase: 'scheduled', plannedOn: data.plannedOn };
    case 'SessionPostponed':
      return { ...state, phase: 'postponed' };
    case 'SessionCancelled':
      return { ...state, phase: 'cancelled' };
    case 'SessionOpened':
      return { ...state, phase: 'open', openedOn: data.openedOn };
    case 'SessionConcluded':
      return { ...state, phase: 'concluded' };
    // Any change of the text voids the signatures under the earlier text.
    case 'MinutesDrafted':
      return { ...state, draft: data, agreedVersion: undefined, signatures: {} };
    case 'MinutesTextAgreed':
      return { ...state, agreedVersion: data.version };
    case 'MinutesSignedBySide':
      return { ...state, signatures: { ...state.signatures, [data.side]: data.signedOn } };
    case 'MinutesEnteredIntoEffect':
      return { ...state, inEffect: true };
    case 'RecordCorrected':
      return { ...state, corrections: { ...state.corrections, [`${data.eventId} ${data.field}`]: data.new } };
    case 'RecordAnnulled': {
      const statement = state.statements[data.statementId];
      return statement
        ? { ...state, statements: { ...state.statements, [data.statementId]: { ...statement, annulled: true } } }
        : state;
    }
    case 'AgendaAgreed':
    case 'NextSessionFixed':
    case 'MinutesCommented':
      return state;
  }
};
