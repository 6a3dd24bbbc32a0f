import { Readable } from 'node:stream';
import type { Query, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Export } from '@jwg/application';
import { Bundling } from '../bundles/bundling.js';
import { READER_PATIENCE_MS, takenWithin } from '../conventions/taken-within.js';

type Asked = Query<Export> & { readonly forum?: string };

/** Answers with exports, at the pace at which they are taken. */
export class Exporting {
  private readonly exporting = new Bundling('exports');

  /** @param source  the address under which the ledger is known, without a slash at its end */
  constructor(
    private readonly queries: QueryBus,
    private readonly source: string,
  ) {}

  /** @throws TooManyBundles, and what the query throws */
  async answer(it: Asked, ending: string, type: string, request: FastifyRequest, reply: FastifyReply) {
    const { raw } = reply;
    this.exporting.begin(request.actor!.id, raw);
    const { position, written } = await this.queries.execute(it);
    const name = `${it.forum ?? 'ledger'}-${position}.${ending}`;
    reply.type(type).header('Content-Disposition', `attachment; filename="${name}"`);
    if (request.method === 'HEAD') return Readable.from([]);
    return Readable.from(takenWithin(written(this.source), READER_PATIENCE_MS, () => raw.destroy()));
  }
}
