import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor, Authenticator } from '@jwg/platform';
import { NotAllowed, TooManyRequests } from './refusals.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The actor who sent the request; missing on public routes. */
    actor?: Actor;
    /** Whether the token is still valid, for a streamed answer. False also when it cannot be verified now. */
    stillAdmitted(): Promise<boolean>;
  }
}

/**
 * Authenticates and authorises every request before any of its body is read. A route without a rule is an error at
 * start-up: `onRoute` throws.
 */
export const guard = async (
  fastify: FastifyInstance,
  authenticator: Authenticator,
  perMinute: number,
): Promise<void> => {
  await fastify.register(rateLimit, { global: false });
  const limitOf = (keyGenerator: (request: FastifyRequest) => string) =>
    fastify.createRateLimit({ max: perMinute, timeWindow: 60_000, keyGenerator });
  const ofActor = limitOf(({ actor }) => `actor ${actor!.id}`);
  const ofStranger = limitOf(({ ip }) => `stranger ${ip}`);
  const count = async (limit: typeof ofActor, request: FastifyRequest) => {
    const verdict = await limit(request);
    if (!verdict.isAllowed && verdict.isExceeded) throw new TooManyRequests(verdict.max, verdict.ttlInSeconds);
  };

  fastify.decorateRequest('actor');
  fastify.decorateRequest('stillAdmitted', async function (this: FastifyRequest) {
    return authenticator.actorOf(authorizationsOf(this)).then(
      () => true,
      () => false,
    );
  });
  fastify.addHook('onRoute', ({ method, url, config }) => {
    if (config?.access === undefined)
      throw new Error(`${String(method)} ${url} has no access rule: put @May(…) or @Public() beside it`);
    if (config.access.length === 0) throw new Error(`${String(method)} ${url} admits nobody`);
  });
  fastify.addHook('onRequest', async (request) => {
    if (request.is404) return;
    const { access } = request.routeOptions.config;
    if (access === 'public') return;
    try {
      request.actor = await authenticator.actorOf(authorizationsOf(request));
    } catch (error) {
      await count(ofStranger, request);
      throw error;
    }
    await count(ofActor, request);
    const { role } = request.actor;
    if (!access?.includes(role)) throw new NotAllowed(role, access ?? []);
  });
};

/** Node keeps only the first of several Authorization headers, so this reads all of them; several are refused. */
const authorizationsOf = ({ headers, raw }: FastifyRequest): string | readonly string[] | undefined => {
  const all = raw.headersDistinct?.authorization;
  return all && all.length > 1 ? all : headers.authorization;
};
