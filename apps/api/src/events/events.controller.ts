import { Controller, Get, Headers, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FollowEvents, Invalid, ListEvents, ListPublishedEvents, toFeedEvent, parseInput } from '@jwg/application';
import { MayRead } from '../access/may.js';
import { QueryOf } from '../body/of-request.js';
import { SerialisedAnswer } from '../reading/serialised-answer.js';
import { EventStreams } from './event-streams.js';
import { asEvents } from './frames.js';

const BATCH = 'application/cloudevents-batch+json';

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
    refuseBatch(accept);
    return withCursor(await this.queries.execute(it), reply);
  }

  /** The page as a CloudEvents batch has an address of its own: no client has to ask for it by `Accept`. */
  @Get('batch')
  @MayRead()
  async listPublishedEvents(@QueryOf() it: ListPublishedEvents, @Res({ passthrough: true }) reply: FastifyReply) {
    const { events, next } = withCursor(await this.queries.execute(it), reply);
    const batch = events.map((event) => toFeedEvent(event, this.streams.source));
    return new SerialisedAnswer(JSON.stringify(batch), undefined, next, BATCH);
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

/** An older client, which would get events of another shape without a word. */
const refuseBatch = (accept = ''): void => {
  if (accept.includes(BATCH) && !/\*\/\*|application\/(json|\*)/.test(accept))
    throw new Invalid([{ field: 'Accept', rule: `must take application/json here; ${BATCH} is at /v1/events/batch` }]);
};

const withCursor = <Page extends { readonly cursor?: string }>(page: Page, reply: FastifyReply): Page => {
  if (page.cursor !== undefined) reply.header('Cursor', page.cursor);
  return page;
};
