import type { FastifyRequest } from 'fastify';
import { Invalid } from '@jwg/application';
import { derivedId, type RequestContext } from '@jwg/platform';
import { revisionIn } from './etags.js';
import { IfMatchMissing } from './if-match-missing.js';
import { timesGiven } from './times-given.js';

/** Never change it: the same key of the same actor, role and side must always give the same command id. */
const KEYS = 'a3b9d5b6-6f0e-5b7a-9d55-1f0c7f3f4c10';

/**
 * The request context of a command or query: its actor, command id, correlation and expected revision.
 *
 * @throws Invalid, IfMatchMissing
 */
export const requestContextOf = (request: FastifyRequest): RequestContext => {
  const actor = request.actor!;
  // Only who shows nothing is let in without an end.
  const unknown = request.admitted?.ends === Infinity;
  if (request.method !== 'POST') return { actor, commandId: request.id, ...(unknown && { unknown }) };
  return {
    actor,
    commandId: commandId(request),
    correlationId: request.id,
    traceparent: request.traceparent,
    ...ifMatch(request),
  };
};

/** The command's id is derived from its actor and the idempotency key; without a key each request is a new command. */
const commandId = (request: FastifyRequest): string => {
  const { headers, actor, id } = request;
  const key = headers['idempotency-key'];
  if (key === undefined) return id;
  const isOne = timesGiven(request, 'idempotency-key') === 1;
  if (typeof key !== 'string' || !isOne || !/^[\x20-\x7e]{1,200}$/.test(key))
    throw new Invalid([{ field: 'Idempotency-Key', rule: 'must be 1 to 200 printable characters, given once' }]);
  const { id: who, role, side = null, institution = null } = actor!;
  return derivedId(JSON.stringify([who, role, side, institution, key]), KEYS);
};

const ifMatch = ({ headers, routeOptions: { config } }: FastifyRequest): { ifMatch?: number } => {
  const asked = headers['if-match'];
  if (config.fileOf !== undefined) return {};
  if (asked === undefined) {
    if (config.needsRevision) throw new IfMatchMissing();
    return {};
  }
  const revision = revisionIn(asked);
  if (revision === undefined)
    throw new Invalid([{ field: 'If-Match', rule: 'must be an ETag of the commitment or session, like "7"' }]);
  return { ifMatch: revision };
};
