import type { Decider } from '@jwg/event-sourcing';
import type { Category } from '../catalogue.js';
import type { Context } from '../context.js';
import { calendar, type CalendarCommand } from './calendar.js';
import type { SessionEvent } from './events.js';
import { minutes, type MinutesCommand } from './minutes.js';
import { evolve, initial, type Session } from './state.js';
import { recordStatements, type StatementsCommand } from './statements.js';

export type SessionCommand = CalendarCommand | StatementsCommand | MinutesCommand;

const decide = (command: SessionCommand, state: Session, context: Context): SessionEvent[] => {
  switch (command.type) {
    case 'ScheduleSession':
    case 'RescheduleSession':
    case 'PostponeSession':
    case 'CancelSession':
    case 'AgreeAgenda':
    case 'OpenSession':
    case 'FixNextSession':
    case 'ConcludeSession':
      return calendar(command, state, context);
    case 'RecordStatements':
      return recordStatements(command.data, state, context);
    case 'DraftMinutes':
    case 'CommentMinutes':
    case 'AgreeMinutesText':
    case 'SignMinutes':
    case 'CorrectRecord':
    case 'AnnulRecord':
      return minutes(command, state, context);
  }
};

export const session: Decider<Session, SessionCommand, SessionEvent, Context> = {
  category: 'session' satisfies Category,
  initial,
  decide,
  evolve,
};
