import type { FastifyInstance, FastifyReply } from 'fastify';
import { NothingSigned, type Platform } from '@jwg/platform';

/** A checkpoint with sixteen signatures has some 3 KB. */
const MAX_NOTE_BYTES = 16_384;

/**
 * Serves the signed checkpoints, and takes the co-signatures of witnesses. A co-signature proves by itself who made it, so
 * nobody needs a token here.
 */
export const serveCheckpoints = (fastify: FastifyInstance, { proofs }: Pick<Platform, 'proofs'>): void => {
  const send = (note: string | undefined, reply: FastifyReply) =>
    note === undefined
      ? reply.callNotFound()
      : reply.type('text/plain; charset=utf-8').header('Cache-Control', 'no-cache').send(note);
  const get = (path: string, look: () => Promise<string | undefined> | undefined) =>
    fastify.get(path, { config: { access: 'public' } }, async (_request, reply) => send(await look(), reply));

  get('/checkpoint', () => proofs?.cosignatures.latest());
  get('/checkpoint/to-cosign', () => proofs?.cosignatures.offered());
  get('/checkpoint/cosigned', () => proofs?.cosignatures.best());
  get('/checkpoint/keys', async () => {
    const keys = await proofs?.cosignatures.keys();
    return keys && `${keys.join('\n')}\n`;
  });
  fastify.post<{ Body: unknown }>(
    '/checkpoint/cosignatures',
    { config: { access: 'public', takesText: true }, bodyLimit: MAX_NOTE_BYTES },
    async ({ body }, reply) => {
      if (!proofs) throw new NothingSigned();
      await proofs.cosignatures.add(typeof body === 'string' ? body : '');
      return reply.status(204).send();
    },
  );
};
