import { randomBytes } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import compress from '@fastify/compress';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fastify from 'fastify';
import { compressOnce } from './compress-once.js';

const bodies = ['a', 'b'].map((it) => it.repeat(3000) + randomBytes(3000).toString('hex'));
const app = fastify();
beforeAll(async () => {
  app.decorateRequest('digest');
  compressOnce(app);
  await app.register(compress);
  app.get('/:which', async (request, reply) => {
    const { which } = request.params as { which: string };
    request.digest = which;
    return reply
      .type('application/json')
      .header('Vary', 'Authorization')
      .send(Buffer.from(which === 'small' ? '{}' : bodies[Number(which)]!));
  });
});
afterAll(() => app.close());

const ask = (which: string, encoding?: string) =>
  app.inject({ url: `/${which}`, headers: encoding === undefined ? {} : { 'accept-encoding': encoding } });
const unpack = { br: brotliDecompressSync, gzip: gunzipSync };

describe('An answer whose digest is known', () => {
  it.each(['br', 'gzip'] as const)('is the same in %s, however often and whichever is asked for', async (encoding) => {
    for (const which of [0, 1, 0, 1]) {
      const { headers, rawPayload } = await ask(String(which), encoding);
      expect(headers).toMatchObject({ 'content-encoding': encoding, vary: 'Authorization, accept-encoding' });
      expect(headers['content-length']).toBe(String(rawPayload.length));
      expect(unpack[encoding](rawPayload).toString()).toBe(bodies[which]);
    }
  });

  it('is as it was for a client that takes nothing compressed, and where it is small', async () => {
    for (const [which, encoding] of [['0'], ['0', 'identity'], ['small', 'br']] as const) {
      const { headers, payload } = await ask(which, encoding);
      expect(headers['content-encoding']).toBeUndefined();
      expect(payload).toBe(which === 'small' ? '{}' : bodies[0]);
    }
  });
});
