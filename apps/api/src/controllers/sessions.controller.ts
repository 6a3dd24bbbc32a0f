import { Controller, Get, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  AgreeAgenda,
  AnnulRecord,
  CancelSession,
  ConcludeSession,
  CorrectRecord,
  FixNextSession,
  GetSession,
  GetTimeline,
  OpenSession,
  PostponeSession,
  RescheduleSession,
  ScheduleSession,
} from '@jwg/application';
import { AtRevision, May, MayRead } from '../access/may.js';
import { Asks, Told } from '../body/told.js';
import { Questions } from '../reading/questions.js';

/** Sessions: their calendar and what is on record of them. */
@Controller('v1/sessions')
export class SessionsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: Questions,
  ) {}

  @Get(':sessionId')
  @MayRead()
  getSession(@Asks() it: GetSession) {
    return this.queries.execute(it);
  }

  @Get(':sessionId/timeline')
  @MayRead()
  getSessionTimeline(@Asks({ sessionId: 'subject' }) it: GetTimeline) {
    return this.queries.execute(it);
  }

  @Post()
  @May('recorder', 'secretariat')
  scheduleSession(@Told() it: ScheduleSession) {
    return this.commands.execute(it);
  }

  @Post(':sessionId/rescheduling')
  @May('recorder', 'secretariat')
  @AtRevision()
  rescheduleSession(@Told() it: RescheduleSession) {
    return this.commands.execute(it);
  }

  @Post(':sessionId/postponement')
  @May('recorder', 'secretariat')
  @AtRevision()
  postponeSession(@Told() it: PostponeSession) {
    return this.commands.execute(it);
  }

  @Post(':sessionId/cancellation')
  @May('recorder', 'secretariat')
  @AtRevision()
  cancelSession(@Told() it: CancelSession) {
    return this.commands.execute(it);
  }

  @Post(':sessionId/agenda')
  @May('recorder', 'secretariat')
  @AtRevision()
  agreeAgenda(@Told() it: AgreeAgenda) {
    return this.commands.execute(it);
  }

  @Post(':sessionId/opening')
  @May('recorder', 'secretariat')
  @AtRevision()
  openSession(@Told() it: OpenSession) {
    return this.commands.execute(it);
  }

  @Post(':sessionId/next-session')
  @May('recorder', 'secretariat')
  @AtRevision()
  fixNextSession(@Told() it: FixNextSession) {
    return this.commands.execute(it);
  }

  @Post(':sessionId/conclusion')
  @May('recorder', 'secretariat')
  @AtRevision()
  concludeSession(@Told() it: ConcludeSession) {
    return this.commands.execute(it);
  }

  @Post(':sessionId/corrections')
  @May('recorder')
  @AtRevision()
  correctRecord(@Told() it: CorrectRecord) {
    return this.commands.execute(it);
  }

  @Post(':sessionId/annulments')
  @May('recorder')
  @AtRevision()
  annulRecord(@Told() it: AnnulRecord) {
    return this.commands.execute(it);
  }
}
