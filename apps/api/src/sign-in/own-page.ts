import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { LedgerError } from '@jwg/platform';

/** A browser sends a cookie along whoever made the page; so whatever a cookie does has to come from a page of ours. */
export class CrossSite extends LedgerError {
  override readonly name = 'CrossSite';
  readonly kind = 'notAllowed';
  override readonly type = 'cross-site';
}

/** @throws CrossSite */
export const requireOwnPage = ({ headers }: FastifyRequest): void => {
  if (headers['sec-fetch-site'] === 'same-origin') return;
  throw new CrossSite('The browser did not say, by Sec-Fetch-Site, that a page of this ledger sent this.');
};

/** @throws CrossSite */
export const requireCsrf = ({ headers }: FastifyRequest, csrf: string): void => {
  const sent = Buffer.from(String(headers['x-jwg-csrf'] ?? ''));
  const expected = Buffer.from(csrf);
  if (sent.length === expected.length && timingSafeEqual(sent, expected)) return;
  throw new CrossSite('X-JWG-CSRF is not what /v1/me says for this sign-in.');
};
