import { forumOf, sessionId } from '../ids.js';
import type { Context, LedgerDecider, LooksAt, OwnHistory } from '../context.js';
import { add, type AdditionCommand } from './additions.js';
import { calendar, type CalendarCommand } from './calendar.js';
import { reachOf } from './annulment.js';
import { rereadBy } from './corrections.js';
import type { SessionEvent } from './events.js';
import { minutes, type MinutesCommand } from './minutes.js';
import { moveStatements, movingLooksAt, takeOver, type MoveStatements, type TakeOver } from './moving.js';
import { number, numberIds, type NumberCommand } from './numbers.js';
import { evolve, initial, type Session } from './state.js';
import { sessionsAround } from '../plausibility/of-sessions.js';
import { recordStatements, statementsLookAt, type StatementsCommand } from './statements.js';

export type SessionCommand =
  | CalendarCommand
  | StatementsCommand
  | AdditionCommand
  | MinutesCommand
  | NumberCommand
  | { type: 'MoveStatements'; data: MoveStatements }
  | { type: 'TakeOverStatement'; data: TakeOver };

const decide = (command: SessionCommand, state: Session, context: Context): SessionEvent[] => {
  switch (command.type) {
    case 'ScheduleSession':
    case 'RescheduleSession':
    case 'PostponeSession':
    case 'CancelSession':
    case 'AgreeAgenda':
    case 'OpenSession':
    case 'RecordHeldSession':
    case 'FixNextSession':
    case 'ConcludeSession':
    case 'ReinstateSession':
    case 'AnnulSession':
      return calendar(command, state, context);
    case 'GiveNumber':
    case 'FreeNumber':
      return number(command, state, context);
    case 'RecordStatements':
      return recordStatements(command.data, state, context);
    case 'MoveStatements':
      return moveStatements(command.data, state, context);
    case 'TakeOverStatement':
      return takeOver(command.data, state, context);
    case 'AddText':
    case 'AddSource':
      return add(command, state, context);
    case 'DraftMinutes':
    case 'CommentMinutes':
    case 'AgreeMinutesText':
    case 'SignMinutes':
    case 'CorrectRecord':
    case 'AnnulRecord':
      return minutes(command, state, context);
  }
};

const looksAt = ({ type, data }: SessionCommand, state: Session, own: OwnHistory): LooksAt => {
  const { id, numbers } = state;
  const around = () => (id === undefined ? [] : [id, ...numberIds(numbers)].flatMap(sessionsAround));
  switch (type) {
    case 'ScheduleSession':
      return {
        forums: data.alsoServes,
        sessions: [sessionId(data.forum, data.ordinal), ...numberIds(data.numbers)].flatMap(sessionsAround),
      };
    case 'RescheduleSession':
    case 'OpenSession':
    case 'RecordHeldSession':
      return { sessions: around() };
    case 'CorrectRecord':
      return { sessions: around(), histories: rereadBy(data, state) };
    case 'FixNextSession':
      return id === undefined ? {} : { sessions: [sessionId(forumOf(id), data.ordinal)] };
    case 'RecordStatements':
      return statementsLookAt(data);
    case 'MoveStatements':
      return movingLooksAt(data, own.history);
    case 'AnnulRecord':
      return { histories: reachOf(data.eventId, own.history) };
    default:
      return {};
  }
};

export const session: LedgerDecider<Session, SessionCommand, SessionEvent> = {
  category: 'session',
  initial,
  looksAt,
  decide,
  evolve,
};
