import { HttpException } from '@nestjs/common';
import {
  askedFor,
  internal,
  LedgerError,
  problemFrom,
  problemMembers,
  type ProblemAnswer,
  type ProblemMembers,
} from '@jwg/platform';
import { UnsupportedMediaType } from '../body/unsupported-media-type.js';

/**
 * The problem that the client gets for an error. An unexpected error reveals nothing of its content.
 *
 * @param method  of the request: one that only asks is told nothing of commands
 */
export const problemOf = (error: unknown, requestId: string, method = 'POST'): ProblemAnswer => {
  const known = error instanceof LedgerError ? error : undefined;
  const members = known ? problemMembers(known) : ofFramework(error);
  return problemFrom(/^(GET|HEAD)$/.test(method) ? askedFor(members, known) : members, requestId);
};

/** Errors of Nest and Fastify have a status; any other error is a bug. */
const ofFramework = (error: unknown): ProblemMembers => {
  const { message, statusCode } = (error ?? {}) as { message: string; statusCode?: unknown };
  const status = error instanceof HttpException ? error.getStatus() : statusCode;
  if (typeof status !== 'number') return internal;
  switch (status) {
    case 404:
      return { type: 'not-found', detail: message };
    case 413:
      return { type: 'too-large', detail: 'The body is larger than this address takes.' };
    case 414:
    case 431:
      return { type: 'invalid', detail: 'The address or the headers are too long.' };
    case 415:
      return { type: 'unsupported-media-type', detail: new UnsupportedMediaType().message };
    case 503:
      return { type: 'unavailable', retryAfter: 1, detail: 'The server is stopping.' };
    default:
      return status >= 500 ? internal : { type: 'invalid', detail: message };
  }
};
