import { Controller } from '@nestjs/common';
import { AgreeMinutesText, CommentMinutes, DraftMinutes, SignMinutes } from '@jwg/application';
import { AtRevision, May } from '../access/may.js';
import { BusController, post, Routes } from './bus-routes.js';

/** The minutes of a session: drafted, commented, agreed, signed. */
@Controller('v1/sessions/:sessionId/minutes')
@Routes(
  post('', DraftMinutes, May('recorder', 'secretariat'), AtRevision()),
  post('comments', CommentMinutes, May('recorder', 'secretariat', 'coChair')),
  post('agreement', AgreeMinutesText, May('recorder', 'secretariat'), AtRevision()),
  post('signatures', SignMinutes, May('recorder', 'coChair'), AtRevision()),
)
export class MinutesController extends BusController {}
