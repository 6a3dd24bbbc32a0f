import { Controller, Get, Headers, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FollowEvents, ListEvents, ListPublishedEvents, toFeedEvent, parseInput } from '@jwg/application';
import { MayRead } from '../access/may.js';
import { QueryOf } from '../body/of-request.js';
import { SerialisedAnswer } from '../reading/questions.js';
import { EventStreams } from './event-streams.js';
import { asEvents } from './frames.js';
import { BATCH, takesBatch } from './takes-batch.js';

/** The ledger's events, page by page or as they are written. */
@Controller('v1/events')
export class EventsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly streams: EventStreams,
  ) {}

  @Get()
  @MayRead()
  async listEvents(
    @QueryOf() it: ListEvents,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    reply.header('Vary', [reply.getHeader('Vary'), 'Accept'].filter(Boolean).join(', '));
    const isBatch = takesBatch(accept);
    const question = isBatch ? Object.assign(new ListPublishedEvents(), it) : it;
    const page = await this.queries.execute(question);
    if (page.cursor !== undefined) reply.header('Cursor', page.cursor);
    if (!isBatch) return page;
    const events = page.events.map((event) => toFeedEvent(event, this.streams.source));
    return new SerialisedAnswer(JSON.stringify(events), undefined, page.next, BATCH);
  }

  @Get('stream')
  @MayRead()
  async followEvents(
    @QueryOf() it: FollowEvents,
    @Headers('last-event-id') last: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    // A reader that reconnects uses its first URL again; the header says which event it has by now.
    const feed = await this.queries.execute(last ? parseInput(FollowEvents, { ...it, after: last }) : it);
    return this.streams.answer(feed, asEvents(this.streams.source), request, reply);
  }
}
