import { Controller, Get, Headers, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FollowChanges, parseInput } from '@jwg/application';
import { MayRead } from '../access/may.js';
import { QueryOf } from '../body/of-request.js';
import { EventStreams } from './event-streams.js';
import { asChanges } from './frames.js';

/** What changes, for a page that shows it. */
@Controller('v1/changes')
export class ChangesController {
  constructor(
    private readonly queries: QueryBus,
    private readonly streams: EventStreams,
  ) {}

  @Get('stream')
  @MayRead()
  async followChanges(
    @QueryOf() it: FollowChanges,
    @Headers('last-event-id') last: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const feed = await this.queries.execute(last ? parseInput(FollowChanges, { ...it, after: last }) : it);
    return this.streams.answer(feed, asChanges, request, reply);
  }
}
