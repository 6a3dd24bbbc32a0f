import type { Difference, Speaker, Undertaking } from '../vocabulary.js';
import { isStatement, type SessionEvent, type StatementEvent } from './events.js';

export type Phase = 'unknown' | 'scheduled' | 'postponed' | 'cancelled' | 'open' | 'concluded';

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

export interface Draft {
  readonly version: number;
  readonly digest: string;
  readonly languages: readonly string[];
  readonly statementIds: readonly string[];
  readonly changes: readonly { commitmentId: string; diff: readonly Difference[] }[];
  /** Digest of what the record said when this version was drafted; versions of older builds have none. */
  readonly record?: string;
  /** The record was changed since then, so this version cannot be signed. */
  readonly outdated?: true;
}

export interface Session {
  readonly phase: Phase;
  readonly plannedOn?: string;
  readonly openedOn?: string;
  readonly concludedOn?: string;
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

/** The fields of a statement that can be corrected. */
export const fieldsOfStatements: readonly string[] = ['text', 'paragraph', 'undertakings'];

const say = (state: Session, event: StatementEvent): Session => {
  const undertakings = undertakingsIn(event);
  const { statementId, speaker } = event.data;
  const own = undertakings.filter(({ commitmentId }) => commitmentId.startsWith(`${statementId.split('.s')[0]}.c`));
  return {
    ...outdate(state),
    lastStatement: Math.max(state.lastStatement, numberOf(statementId)),
    lastCommitment: Math.max(state.lastCommitment, ...own.map(({ commitmentId }) => numberOf(commitmentId))),
    statements: {
      ...state.statements,
      [statementId]: {
        type: event.type,
        fact: { type: event.type, data: event.data } as StatementEvent,
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

/** What a draft says is out of date when a statement is added, or when one of its own statements is changed. */
const outdate = (state: Session, statementId?: string): Session => {
  const { draft, inEffect } = state;
  if (!draft || inEffect || (statementId !== undefined && !draft.statementIds.includes(statementId))) return state;
  return { ...state, draft: { ...draft, outdated: true }, agreedVersion: undefined };
};

const withStatement = (state: Session, id: string, change: (statement: Statement) => Statement): Session => {
  const statement = state.statements[id];
  return statement ? { ...state, statements: { ...state.statements, [id]: change(statement) } } : state;
};

const correctStatement = (statement: Statement, field: string, value: unknown): Statement => {
  const { type, data } = statement.fact;
  const fact = { type, data: { ...data, [field]: value } } as StatementEvent;
  return { ...statement, fact, undertakings: undertakingsIn(fact) };
};

/** The dates of a session that rules go by. */
const isDate = (field: string): boolean => field === 'plannedOn' || field === 'openedOn' || field === 'concludedOn';

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
      return { ...state, phase: 'concluded', concludedOn: data.concludedOn };
    case 'SessionReinstated':
      return { ...state, phase: 'scheduled' };
    // Numbers that were given once are not given again.
    case 'SessionAnnulled': {
      const { statements, lastStatement, lastCommitment } = state;
      return { ...initial, statements, lastStatement, lastCommitment };
    }
    // Any change of the text voids the signatures under the earlier text.
    case 'MinutesDrafted':
      return { ...state, draft: data, agreedVersion: undefined, signatures: {} };
    case 'MinutesTextAgreed':
      return { ...state, agreedVersion: data.version };
    case 'MinutesSignedBySide':
      return { ...state, signatures: { ...state.signatures, [data.side]: data.signedOn } };
    case 'MinutesEnteredIntoEffect':
      return { ...state, inEffect: true };
    case 'SignaturesVoided':
      return { ...state, signatures: {} };
    case 'SignatureAnnulled': {
      const { [data.side]: _annulled, ...signatures } = state.signatures;
      return { ...state, signatures };
    }
    case 'MinutesEffectTakenBack':
      return { ...state, inEffect: false };
    case 'RecordCorrected': {
      const { eventId, statementId, field, new: value } = data;
      const corrections = { ...state.corrections, [`${eventId} ${field}`]: value };
      const corrected = { ...state, corrections, ...(isDate(field) && { [field]: value }) };
      // Older builds did not say which statement was corrected, so any draft may be concerned.
      if (statementId === undefined) return fieldsOfStatements.includes(field) ? outdate(corrected) : corrected;
      return withStatement(outdate(corrected, statementId), statementId, (it) => correctStatement(it, field, value));
    }
    case 'RecordAnnulled':
      return withStatement(outdate(state, data.statementId), data.statementId, (it) => ({ ...it, annulled: true }));
    case 'AgendaAgreed':
    case 'NextSessionFixed':
    case 'MinutesCommented':
      return state;
  }
};
