import { idIn, idsOf } from '../by-id.js';
import { allow, requireForum, requireSide, type Context } from '../context.js';
import type { SessionEvent } from './events.js';
import { fixNext } from './next-session.js';
import { sessionId } from '../ids.js';
import { requireFree, requireScheduled, requireServed } from './numbers.js';
import { conclude, held, notYetHeld, open } from './meeting.js';
import { requireServable } from './reach.js';
import { refuse, type DataOf } from './rules.js';
import type { Session } from './state.js';

export type CalendarCommand =
  | { type: 'ScheduleSession'; data: DataOf<'SessionScheduled'> }
  | { type: 'RescheduleSession'; data: { plannedOn: string; reason?: string } }
  | { type: 'PostponeSession'; data: { reason: string } }
  | { type: 'CancelSession'; data: { reason: string } }
  | { type: 'AgreeAgenda'; data: DataOf<'AgendaAgreed'> }
  | { type: 'OpenSession'; data: DataOf<'SessionOpened'> }
  | { type: 'RecordHeldSession'; data: DataOf<'SessionHeld'> }
  | { type: 'FixNextSession'; data: DataOf<'NextSessionFixed'> }
  | { type: 'ConcludeSession'; data: DataOf<'SessionConcluded'> }
  | { type: 'ReinstateSession'; data: { reason: string } }
  | { type: 'AnnulSession'; data: { reason: string } };

export const calendar = (command: CalendarCommand, state: Session, context: Context): SessionEvent[] => {
  allow(context, 'recorder', 'secretariat');
  requireForum(context);
  if (command.type === 'ScheduleSession') return schedule(command.data, state, context);
  requireScheduled(state);
  if (command.type === 'ReinstateSession') return reinstate(command.data, state);
  if (command.type === 'AnnulSession') return annul(command.data, state);
  if (state.phase === 'cancelled')
    refuse(
      'SESSION_CANCELLED',
      'This session was cancelled; reinstate it if that was a mistake. The next one has a number of its own.',
    );
  switch (command.type) {
    case 'RescheduleSession':
      return reschedule(command.data, state);
    case 'PostponeSession':
      notYetHeld(state);
      return state.phase === 'postponed' ? [] : [{ type: 'SessionPostponed', data: command.data }];
    case 'CancelSession':
      notYetHeld(state);
      return [{ type: 'SessionCancelled', data: command.data }];
    case 'AgreeAgenda':
      if (state.phase === 'concluded') refuse('SESSION_HELD', 'The session is over.');
      return [{ type: 'AgendaAgreed', data: command.data }];
    case 'OpenSession':
      return open(command.data, state, context);
    case 'RecordHeldSession':
      return held(command.data, state, context);
    case 'FixNextSession':
      return fixNext(command.data, state, context);
    case 'ConcludeSession':
      return conclude(command.data, state, context);
  }
};

const schedule = (data: DataOf<'SessionScheduled'>, state: Session, context: Context): SessionEvent[] => {
  if (data.ordinal < 1)
    refuse('NOT_A_SESSION_NUMBER', 'Sessions are numbered from 1; 0 stands for what is older than all of them.');
  requireFree(sessionId(data.forum, data.ordinal), state);
  if (context.forum.dormant) refuse('FORUM_DORMANT', 'The forum is dormant; revive it first.');
  requireSide(context, data.hostSide);
  for (const served of data.alsoServes) requireServable(served, data.forum, context);
  requireServed(data.numbers, data.alsoServes);
  return [{ type: 'SessionScheduled', data }];
};

const reschedule = ({ plannedOn, reason }: { plannedOn: string; reason?: string }, state: Session): SessionEvent[] => {
  notYetHeld(state);
  if (state.plannedOn === plannedOn && state.phase === 'scheduled') return [];
  const from = state.plannedOn;
  return [
    {
      type: 'SessionRescheduled',
      data: { ...(from !== undefined && { from }), plannedOn, ...(reason !== undefined && { reason }) },
    },
  ];
};

/** The cancellation was a mistake: the session is scheduled as it was. */
const reinstate = (data: { reason: string }, { phase }: Session): SessionEvent[] => {
  if (phase === 'scheduled' || phase === 'postponed') return [];
  if (phase !== 'cancelled') refuse('SESSION_HELD', `The session is ${phase}; only a cancelled one is reinstated.`);
  return [{ type: 'SessionReinstated', data }];
};

/** The session was entered by mistake, or under a wrong number. What was said in it has to be annulled first. */
const annul = (data: { reason: string }, { statements, draft, signatures, inEffect }: Session): SessionEvent[] => {
  if (inEffect || Object.keys(signatures).length > 0)
    refuse(
      'SIGNED_TEXT',
      `Minutes of this session are signed; annul the signatures on version ${draft!.version} first.`,
    );
  const standing = idsOf(statements).find((id) => !idIn(statements, id)!.annulled);
  if (standing !== undefined)
    refuse('HAS_STATEMENTS', `${standing} was said in it; annul what was said in it first.`, standing);
  return [{ type: 'SessionAnnulled', data }];
};
