import fastify, { type FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { BadSettings, measureFollowers, Platform, readiness, type Settings } from '@jwg/platform';

/**
 * The followers, the policies and the relay at work, and what can be asked about them over HTTP. There may be any number:
 * each follower is worked by one of them. Closing it finishes what is under way and hands the work over.
 *
 * @throws BadSettings  the ledger is in a folder, where the server itself does this work
 */
export const openWorker = async (settings: Settings): Promise<FastifyInstance> => {
  if (!settings.kurrentdb)
    throw new BadSettings([
      'JWG_KURRENTDB_URL is required: over a data folder the server does the workers’ work itself',
    ]);
  const platform = await Platform.open({ ...settings, followers: 'here' });
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  measureFollowers(platform.followers, registry);

  const http = fastify({ forceCloseConnections: true });
  http.get('/health/live', () => ({ status: 'live' }));
  http.get('/health/ready', (_request, reply) => {
    const answer = readiness(platform.followers, () => true); // they are all its work
    return reply
      .status(answer.status === 'ready' ? 200 : 503)
      .header('Cache-Control', 'no-store')
      .send(answer);
  });
  http.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
  http.addHook('onClose', () => platform.close());
  platform.start();
  return http;
};
