import { idIn, none, withId, type ById } from '../by-id.js';
import { agreed, type Agreement } from './agreement.js';
import { outdate, type Draft } from './draft.js';
import { sessionId } from '../ids.js';
import { isStatement, type SessionEvent, type StatementEvent } from './events.js';
import type { Numbers } from '../vocabulary.js';
import { correctStatement, fieldsOfStatements, statementOfEvent, undertakingsIn, type Statement } from './statement.js';

export type Phase = 'unknown' | 'scheduled' | 'postponed' | 'cancelled' | 'open' | 'concluded';

export interface Session extends Agreement {
  readonly phase: Phase;
  /** `cpec-jwg-st.2`, once it is scheduled. */
  readonly id?: string;
  readonly plannedOn?: string;
  readonly openedOn?: string;
  readonly concludedOn?: string;
  /** The day by which it had been held, where no record says when it was. */
  readonly heldNotAfter?: string;
  /** Other forums that this session serves as well. */
  readonly alsoServes: readonly string[];
  /** Its numbers in these forums. */
  readonly numbers: Numbers;
  /** The sitting of another forum that has this number here. */
  readonly givenTo?: string;
  readonly statements: ById<Statement>;
  readonly lastStatement: number;
  readonly lastCommitment: number;
  readonly draft?: Draft;
  /** Signatures under the latest version. A new version voids them. */
  readonly signatures: Readonly<Record<string, string>>;
  readonly inEffect: boolean;
}

export const initial: Session = {
  phase: 'unknown',
  alsoServes: [],
  numbers: {},
  statements: none,
  lastStatement: 0,
  lastCommitment: 0,
  signatures: {},
  inEffect: false,
  agreedBy: [],
};

const say = (state: Session, event: StatementEvent): Session => {
  const undertakings = undertakingsIn(event);
  const { statementId } = event.data;
  const own = undertakings.filter(({ commitmentId }) => commitmentId.startsWith(`${statementId.split('.s')[0]}.c`));
  return {
    ...outdate(state),
    lastStatement: Math.max(state.lastStatement, numberOf(statementId)),
    lastCommitment: Math.max(state.lastCommitment, ...own.map(({ commitmentId }) => numberOf(commitmentId))),
    statements: withId(state.statements, statementId, statementOfEvent(event)),
  };
};

const withStatement = (state: Session, id: string, change: (statement: Statement) => Statement): Session => {
  const statement = idIn(state.statements, id);
  return statement ? { ...state, statements: withId(state.statements, id, change(statement)) } : state;
};

/** What both signed stands; but if a signature falls, this version is no longer what can be signed again. */
const withChanges = (state: Session, changes: Draft['changes']): Session =>
  state.draft ? { ...state, draft: { ...state.draft, changes, outdated: true } } : state;

/** What rules go by, of all that can be corrected of a session itself. */
const isOfSession = (field: string): boolean =>
  ['plannedOn', 'openedOn', 'heldNotAfter', 'concludedOn', 'numbers'].includes(field);

const numberOf = (id: string): number => Number(id.slice(id.search(/\d+$/)));

export const evolve = (state: Session, event: SessionEvent): Session => {
  if (isStatement(event)) return say(state, event);
  const { type, data } = event;
  switch (type) {
    case 'SessionScheduled':
      return {
        ...state,
        id: sessionId(data.forum, data.ordinal),
        phase: 'scheduled',
        plannedOn: data.plannedOn,
        alsoServes: data.alsoServes,
        numbers: data.numbers ?? {},
      };
    case 'NumberGiven':
      return { ...state, givenTo: data.to };
    case 'SessionRescheduled':
      return { ...state, phase: 'scheduled', plannedOn: data.plannedOn };
    case 'SessionPostponed':
      return { ...state, phase: 'postponed' };
    case 'SessionCancelled':
      return { ...state, phase: 'cancelled' };
    case 'SessionOpened':
    case 'SessionDated':
      return { ...state, phase: type === 'SessionOpened' ? 'open' : state.phase, openedOn: data.openedOn };
    case 'SessionHeld':
      return { ...state, phase: 'concluded', heldNotAfter: data.heldNotAfter };
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
      return { ...state, draft: data, agreedVersion: undefined, agreedBy: [], signatures: {} };
    case 'MinutesTextAgreed':
      return agreed(state, data);
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
      const { statementId, field, new: value } = data;
      const corrected = isOfSession(field) ? { ...state, [field]: value } : state;
      if (field === 'changes') return withChanges(corrected, value as Draft['changes']);
      // Older builds did not say which statement was corrected, so any draft may be concerned.
      if (statementId === undefined) return fieldsOfStatements.includes(field) ? outdate(corrected) : corrected;
      return withStatement(outdate(corrected, statementId), statementId, (it) => correctStatement(it, field, value));
    }
    case 'RecordAnnulled':
      return withStatement(outdate(state, data.statementId), data.statementId, (it) => ({ ...it, annulled: true }));
    case 'AgendaAgreed':
    case 'NextSessionFixed':
    case 'MinutesCommented':
    case 'CorrectionAgreedBySide':
    case 'TextAdded':
    case 'SourceAdded':
    case 'AdditionAnnulled':
      return state;
  }
};
