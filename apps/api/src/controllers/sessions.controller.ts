import { Controller } from '@nestjs/common';
import {
  AddSource,
  AddText,
  AgreeAgenda,
  AnnulRecord,
  AnnulSession,
  CancelSession,
  ConcludeSession,
  CorrectRecord,
  FixNextSession,
  GetSession,
  GetTimeline,
  ListAllSessions,
  MoveStatements,
  OpenSession,
  PostponeSession,
  RecordHeldSession,
  ReinstateSession,
  RescheduleSession,
  ScheduleSession,
} from '@jwg/application';
import { AtRevision, May, Shows } from '../access/may.js';
import { BusController, get, post, Routes } from './bus-routes.js';

/** Sessions: their calendar and their record. */
@Controller('v1/sessions')
@Routes(
  get('', ListAllSessions),
  get(':sessionId', GetSession, { also: [Shows('session')] }),
  get(':sessionId/timeline', GetTimeline, { name: 'getSessionTimeline', fills: { sessionId: 'subject' } }),
  post('', ScheduleSession, May('recorder', 'secretariat')),
  post(':sessionId/rescheduling', RescheduleSession, May('recorder', 'secretariat'), AtRevision()),
  post(':sessionId/postponement', PostponeSession, May('recorder', 'secretariat'), AtRevision()),
  post(':sessionId/cancellation', CancelSession, May('recorder', 'secretariat'), AtRevision()),
  post(':sessionId/reinstatement', ReinstateSession, May('recorder', 'secretariat'), AtRevision()),
  post(':sessionId/annulment', AnnulSession, May('recorder', 'secretariat'), AtRevision()),
  post(':sessionId/agenda', AgreeAgenda, May('recorder', 'secretariat'), AtRevision()),
  post(':sessionId/opening', OpenSession, May('recorder', 'secretariat'), AtRevision()),
  post(':sessionId/holding', RecordHeldSession, May('recorder', 'secretariat'), AtRevision()),
  post(':sessionId/next-session', FixNextSession, May('recorder', 'secretariat'), AtRevision()),
  post(':sessionId/conclusion', ConcludeSession, May('recorder', 'secretariat'), AtRevision()),
  post(':sessionId/texts', AddText, May('recorder')),
  post(':sessionId/sources', AddSource, May('recorder')),
  post(':sessionId/corrections', CorrectRecord, May('recorder', 'secretariat'), AtRevision()),
  post(':sessionId/moves', MoveStatements, May('recorder'), AtRevision()),
  post(':sessionId/annulments', AnnulRecord, May('recorder'), AtRevision()),
)
export class SessionsController extends BusController {}
