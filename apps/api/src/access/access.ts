import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor, Checked, SignedIn } from '@jwg/platform';
import { requireCsrf, requireOwnPage } from '../sign-in/own-page.js';
import type { Admission } from './admission.js';
import { networkOf } from './network-of.js';
import { Proven } from './proven.js';
import { NotAllowed, TooManyRequests } from './refusals.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The actor who sent the request; missing on public routes. */
    actor?: Actor;
    /** How long the actor is known, and by which sign-in; missing on public routes. */
    admitted?: Checked & Partial<SignedIn>;
    /** Whether the token or the sign-in is still valid, for a streamed answer. False also when it cannot be verified now. */
    stillAdmitted(): Promise<boolean>;
  }
}

/** Of the requests that one actor may send, one address may send so many times fewer where no token is asked for. */
export const PUBLIC_SHARE = 10;

/**
 * Authenticates and authorises every request before any of its body is read. A route without a rule is an error at
 * start-up: `onRoute` throws.
 */
export const guard = async (fastify: FastifyInstance, admission: Admission, perMinute: number): Promise<void> => {
  await fastify.register(rateLimit, { global: false });
  const limitOf = (keyGenerator: (request: FastifyRequest) => string, max = perMinute) =>
    fastify.createRateLimit({ max, timeWindow: 60_000, keyGenerator });
  const ofActor = limitOf(({ actor }) => `actor ${actor!.id}`);
  const ofStranger = limitOf(({ ip }) => `stranger ${networkOf(ip)}`);
  const ofPublic = limitOf(({ ip }) => `public ${networkOf(ip)}`, Math.ceil(perMinute / PUBLIC_SHARE));
  const proven = new Proven();
  const admit = (request: FastifyRequest, admitted: Checked & Partial<SignedIn>) => {
    request.admitted = admitted;
    request.actor = admitted.actor;
  };
  const count = async (limit: typeof ofActor, request: FastifyRequest) => {
    const verdict = await limit(request);
    if (!verdict.isAllowed && verdict.isExceeded) throw new TooManyRequests(verdict.max, verdict.ttlInSeconds);
  };

  fastify.decorateRequest('actor');
  fastify.decorateRequest('admitted');
  fastify.decorateRequest('stillAdmitted', async function (this: FastifyRequest) {
    if (admission.proofIn(this) === undefined) return true; // a stranger, who was let in
    return admission.check(this).then(
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
    const proof = admission.proofIn(request);
    const stranger = proof === undefined ? admission.stranger(request) : undefined;
    if (stranger) {
      admit(request, stranger);
      return count(ofActor, request);
    }
    const isProven = proven.has(proof);
    // What may be forged is counted before it is verified; a token that was good before is not, whoever shares its address.
    if (!isProven) await count(ofStranger, request);
    try {
      admit(request, await admission.check(request));
    } catch (error) {
      if (isProven) await count(ofStranger, request);
      throw error;
    }
    proven.add(proof);
    await count(ofActor, request);
    requireOwnWrite(request);
    const { role } = request.actor!;
    if (!access?.includes(role)) throw new NotAllowed(role, access ?? []);
  });
};

/** What comes with a cookie has to come from a page of ours, since a browser sends its cookies from every page. */
const requireOwnWrite = (request: FastifyRequest): void => {
  const { csrf } = request.admitted!;
  if (csrf === undefined || request.method === 'GET' || request.method === 'HEAD') return;
  requireOwnPage(request);
  requireCsrf(request, csrf);
};
