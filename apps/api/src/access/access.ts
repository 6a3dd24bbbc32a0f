import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor, Authenticator } from '@jwg/platform';
import { networkOf } from './network-of.js';
import { Proven } from './proven.js';
import { NotAllowed, TooManyRequests } from './refusals.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The actor who sent the request; missing on public routes. */
    actor?: Actor;
    /** Whether the token is still valid, for a streamed answer. False also when it cannot be verified now. */
    stillAdmitted(): Promise<boolean>;
  }
}

/** Of the requests that one actor may send, one address may send so many times fewer where no token is asked for. */
export const PUBLIC_SHARE = 10;

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
  const limitOf = (keyGenerator: (request: FastifyRequest) => string, max = perMinute) =>
    fastify.createRateLimit({ max, timeWindow: 60_000, keyGenerator });
  const ofActor = limitOf(({ actor }) => `actor ${actor!.id}`);
  const ofStranger = limitOf(({ ip }) => `stranger ${networkOf(ip)}`);
  const ofPublic = limitOf(({ ip }) => `public ${networkOf(ip)}`, Math.ceil(perMinute / PUBLIC_SHARE));
  const proven = new Proven();
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
    const { access, uncounted } = request.routeOptions.config;
    if (request.is404 || access === 'public') return uncounted ? undefined : count(ofPublic, request);
    const authorization = authorizationsOf(request);
    const isProven = proven.has(authorization);
    // What may be forged is counted before it is verified; a token that was good before is not, whoever shares its address.
    if (!isProven) await count(ofStranger, request);
    try {
      request.actor = await authenticator.actorOf(authorization);
    } catch (error) {
      if (isProven) await count(ofStranger, request);
      throw error;
    }
    proven.add(authorization);
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
