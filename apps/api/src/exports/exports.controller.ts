import { Controller, Get, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ExportCommitments, ExportEvents, ExportProvenance } from '@jwg/application';
import { MayRead } from '../access/may.js';
import { QueryOf } from '../body/of-request.js';
import { EventStreams } from '../events/event-streams.js';
import { Exporting } from './exporting.js';

/** The ledger or a forum in files for other programs. Each form has an address of its own: no client has to ask for it by `Accept`. */
@Controller('v1/exports')
export class ExportsController {
  private readonly files: Exporting;

  constructor(queries: QueryBus, { source }: EventStreams) {
    this.files = new Exporting(queries, source);
  }

  @Get('events')
  @MayRead()
  exportEvents(
    @QueryOf() it: ExportEvents,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.files.answer(it, 'ndjson', 'application/x-ndjson', request, reply);
  }

  @Get('commitments')
  @MayRead()
  exportCommitments(
    @QueryOf() it: ExportCommitments,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.files.answer(it, 'csv', 'text/csv; charset=utf-8', request, reply);
  }

  @Get('provenance')
  @MayRead()
  exportProvenance(
    @QueryOf() it: ExportProvenance,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.files.answer(it, 'jsonld', 'application/ld+json', request, reply);
  }
}
