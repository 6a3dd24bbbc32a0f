import { Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { AgreeMinutesText, CommentMinutes, DraftMinutes, SignMinutes } from '@jwg/application';
import { AtRevision, May } from '../access/may.js';
import { Told } from '../body/told.js';

/** The minutes of a session: drafted, commented, agreed, signed. */
@Controller('v1/sessions/:sessionId/minutes')
export class MinutesController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @May('recorder', 'secretariat')
  @AtRevision()
  draftMinutes(@Told() it: DraftMinutes) {
    return this.commands.execute(it);
  }

  @Post('comments')
  @May('recorder', 'secretariat', 'coChair')
  commentMinutes(@Told() it: CommentMinutes) {
    return this.commands.execute(it);
  }

  @Post('agreement')
  @May('recorder', 'secretariat')
  @AtRevision()
  agreeMinutesText(@Told() it: AgreeMinutesText) {
    return this.commands.execute(it);
  }

  @Post('signatures')
  @May('recorder', 'coChair')
  @AtRevision()
  signMinutes(@Told() it: SignMinutes) {
    return this.commands.execute(it);
  }
}
