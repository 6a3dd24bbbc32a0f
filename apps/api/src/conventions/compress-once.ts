import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { negotiate } from '@fastify/accept-negotiator';
import type { FastifyInstance } from 'fastify';
import { WithinBytes } from '@jwg/platform';

/** A level that takes a tenth of the time of the highest. */
export const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 4 };

/** Bytes of compressed answers that are kept, at most. */
const MOST = 16 * 1024 * 1024;
/** Below so many bytes nothing is won. */
const WORTH = 1024;

const inBrotli = promisify(brotliCompress);
const inGzip = promisify(gzip);
const by = {
  br: (body: string | Buffer): Promise<Buffer> => inBrotli(body, { params: BROTLI }),
  gzip: (body: string | Buffer): Promise<Buffer> => inGzip(body),
};

/**
 * Compresses an answer whose digest is known, and keeps what it made: the same bytes asked for again are not compressed
 * again, whoever may ask for them.
 */
export const compressOnce = (fastify: FastifyInstance): void => {
  const kept = new WithinBytes<Buffer>(MOST);
  fastify.addHook('onSend', async (request, reply, payload) => {
    if (request.digest === undefined || reply.statusCode !== 200) return payload;
    if (!(typeof payload === 'string' || Buffer.isBuffer(payload)) || payload.length < WORTH) return payload;
    const encoding = negotiate(request.headers['accept-encoding'] ?? '', ['br', 'gzip']);
    if (encoding === null) return payload;
    const name = `${encoding} ${request.digest}`;
    const bytes = kept.get(name) ?? (await by[encoding](payload));
    kept.keep(name, bytes, bytes.length);
    const vary = reply.getHeader('Vary');
    reply.headers({
      'Content-Encoding': encoding,
      'Content-Length': bytes.length,
      Vary: [vary, 'accept-encoding'].filter(Boolean).join(', '),
    });
    return bytes;
  });
};
