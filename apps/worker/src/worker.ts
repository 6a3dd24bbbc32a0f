import { Logger } from '@nestjs/common';
import fastify, { type FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import {
  BadSettings,
  measureFollowers,
  measureImports,
  measureProcess,
  measureStore,
  Platform,
  type Settings,
} from '@jwg/platform';

/**
 * Runs the followers, the policies and the relay, and answers health and metrics requests over HTTP. Any number of
 * workers may run; each follower runs in one of them. Closing a worker finishes its current work and hands its
 * followers over to the others.
 *
 * @throws BadSettings  the ledger is in a folder, and then the server itself does this work
 */
export const openWorker = async (settings: Settings): Promise<FastifyInstance> => {
  if (!settings.kurrentdb)
    throw new BadSettings([
      'JWG_KURRENTDB_URL is required: over a data folder the server does the workers’ work itself',
    ]);
  const platform = await Platform.open({ ...settings, followers: 'here' });
  const registry = new Registry();
  measureProcess(registry);
  measureFollowers(platform.followers, registry);
  measureStore(platform.store, registry);
  measureImports(platform.books, registry);

  const http = fastify({ forceCloseConnections: true });
  http.get('/health/live', () => ({ status: 'live' }));
  http.get('/health/ready', async (_request, reply) => {
    const answer = await platform.readiness(() => true); // a worker is responsible for all of them
    return reply
      .status(answer.status === 'ready' ? 200 : 503)
      .header('Cache-Control', 'no-store')
      .send(answer);
  });
  http.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
  http.addHook('onClose', () => platform.close());
  const server = platform.store.health?.()?.server;
  if (server !== undefined) new Logger('Worker').log(`The ledger is on ${server}`);
  platform.start();
  return http;
};
