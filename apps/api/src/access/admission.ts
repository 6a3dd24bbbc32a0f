import type { FastifyRequest } from 'fastify';
import type { Authenticator, Checked, SignedIn } from '@jwg/platform';
import type { Browsers } from '../sign-in/browsers.js';
import { networkOf } from './network-of.js';

export type Proof = string | readonly string[] | undefined;

/** Who is let in: by a bearer token, by a sign-in, or, where that is set, as a reader whom nobody knows. */
export class Admission {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly browsers?: Browsers,
  ) {}

  /** What the request shows of its sender. A token wins over a cookie. */
  proofIn(request: FastifyRequest): Proof {
    return authorizationsOf(request) ?? this.keptIn(request);
  }

  /** @throws Unauthenticated, IssuerUnavailable, StoreUnavailable */
  async check(request: FastifyRequest): Promise<Checked & Partial<SignedIn>> {
    const authorization = authorizationsOf(request);
    const kept = this.keptIn(request);
    if (authorization === undefined && kept !== undefined) return this.browsers!.signIns!.of(kept);
    return this.authenticator.check(authorization);
  }

  /** Somebody who shows nothing, where anybody may read. Each network is a reader of its own. */
  stranger({ ip, routeOptions }: FastifyRequest): Checked | undefined {
    if (!this.browsers?.publicReading || !routeOptions.config.publicly) return undefined;
    return { actor: { id: `reader at ${networkOf(ip)}`, role: 'auditor' }, ends: Infinity };
  }

  private keptIn(request: FastifyRequest): string | undefined {
    return this.browsers?.signIns && this.browsers.cookie.in(request);
  }
}

/** Node keeps only the first of several Authorization headers, so this reads all of them; several are refused. */
const authorizationsOf = ({ headers, raw }: FastifyRequest): Proof => {
  const all = raw.headersDistinct?.authorization;
  return all && all.length > 1 ? all : headers.authorization;
};
