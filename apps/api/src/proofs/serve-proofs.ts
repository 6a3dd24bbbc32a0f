import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Platform } from '@jwg/platform';
import { forReaders } from '../access/may.js';

/** What never changes may be kept for ever: every tile, a part of one too, because the log only grows. */
const FOR_EVER = 'max-age=31536000, immutable';

/**
 * Serves the tiles of the tree, as C2SP tlog-tiles. Hashes tell nothing of the events, so they
 * need no token. Entries name streams, ids and times of what everybody may read; so whoever may read the ledger may read
 * them.
 */
export const serveProofs = (fastify: FastifyInstance, { proofs }: Pick<Platform, 'proofs'>): void => {
  const send = async (path: string, audience: 'public' | 'private', reply: FastifyReply) => {
    const tile = await proofs?.tiles.tile(path);
    if (!tile) return reply.callNotFound();
    return reply.type('application/octet-stream').header('Cache-Control', `${audience}, ${FOR_EVER}`).send(tile);
  };
  fastify.get<InTile>('/tile/:level/*', { config: { access: 'public' } }, ({ params }, reply) =>
    // A level that is written in another way must not lead past the route of entries.
    /^\d+$/.test(params.level) ? send(`tile/${params.level}/${params['*']}`, 'public', reply) : reply.callNotFound(),
  );
  fastify.get<InTile>('/tile/entries/*', { config: forReaders }, ({ params }, reply) =>
    send(`tile/entries/${params['*']}`, 'private', reply),
  );
};

interface InTile {
  Params: { readonly level: string; readonly '*': string };
}
