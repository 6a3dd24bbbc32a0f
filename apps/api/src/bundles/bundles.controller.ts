import { Readable } from 'node:stream';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MakeBundle } from '@jwg/application';
import { MayRead } from '../access/may.js';
import { QueryOf } from '../body/of-request.js';
import { READER_PATIENCE_MS, takenWithin } from '../conventions/taken-within.js';
import { Bundling } from './bundling.js';

/** Parts of the ledger to be kept, handed on, and checked without it. */
@Controller('v1/bundles')
export class BundlesController {
  private readonly bundling = new Bundling();

  constructor(private readonly queries: QueryBus) {}

  @Get(':subject')
  @MayRead()
  async makeBundle(
    @QueryOf() it: MakeBundle,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { raw } = reply;
    this.bundling.begin(request.actor!.id, raw);
    const pieces = await this.queries.execute(it);
    reply.type('application/json').header('Content-Disposition', `attachment; filename="${it.subject}.bundle.json"`);
    if (request.method === 'HEAD') return Readable.from([]);
    return Readable.from(takenWithin(pieces, READER_PATIENCE_MS, () => raw.destroy()));
  }
}
