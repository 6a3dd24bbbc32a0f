import type { FastifyRequest } from 'fastify';
import { v5 } from 'uuid';
import { Invalid } from '@jwg/application';
import type { RequestContext } from '@jwg/platform';
import { IfMatchMissing } from './if-match-missing.js';

/** Never change it: the same key of the same actor, role and side must always give the same command id. */
const KEYS = 'a3b9d5b6-6f0e-5b7a-9d55-1f0c7f3f4c10';

/**
 * The request context of a command or query: its actor, command id, correlation and expected revision.
 *
 * @throws Invalid, IfMatchMissing
 */
export const requestContextOf = (request: FastifyRequest): RequestContext => {
  const actor = request.actor!;
  if (request.method !== 'POST') return { actor, commandId: request.id };
  return {
    actor,
    commandId: commandId(request),
    correlationId: request.id,
    traceparent: request.traceparent,
    ...ifMatch(request),
  };
};

/** The command's id is derived from its actor and the idempotency key; without a key each request is a new command. */
const commandId = ({ headers, actor, id }: FastifyRequest): string => {
  const key = headers['idempotency-key'];
  if (key === undefined) return id;
  if (typeof key !== 'string' || !/^[\x20-\x7e]{1,200}$/.test(key))
    throw new Invalid([{ field: 'Idempotency-Key', rule: 'must be 1 to 200 printable characters, given once' }]);
  const { id: who, role, side = null, institution = null } = actor!;
  return v5(JSON.stringify([who, role, side, institution, key]), KEYS);
};

/** An ETag of this API: the revision, followed for reads by a digest of the answer. */
const ETAG = /^"(\d{1,15})(?:\.[\w-]+)?"$/;

const ifMatch = ({ headers, routeOptions: { config } }: FastifyRequest): { ifMatch?: number } => {
  const asked = headers['if-match'];
  if (config.fileOf !== undefined) return {};
  if (asked === undefined) {
    if (config.needsRevision) throw new IfMatchMissing();
    return {};
  }
  const revision = ETAG.exec(asked)?.[1];
  if (revision === undefined)
    throw new Invalid([{ field: 'If-Match', rule: 'must be one ETag of the commitment or session, like "7"' }]);
  return { ifMatch: Number(revision) };
};
