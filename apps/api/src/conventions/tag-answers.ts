import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { etagOf, names } from './etags.js';

/** Answers to queries carry an ETag; a client that has the current answer gets 304. */
export const tagAnswers = (fastify: FastifyInstance): void => {
  fastify.decorateRequest('revision');
  fastify.addHook('onSend', async (request, reply, payload) => {
    reply.header('X-Content-Type-Options', 'nosniff');
    if (!isRead(request) || reply.statusCode !== 200 || typeof payload !== 'string') return payload;
    const etag = etagOf(payload, request.revision);
    reply.header('ETag', etag);
    return names(request.headers['if-none-match'], etag) ? notModified(reply) : payload;
  });
};

const isRead = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD';

/** RFC 9110, 15.4.5: with the headers by which a cache chooses, and without those of a body. */
const notModified = (reply: FastifyReply): null => {
  reply.status(304).removeHeader('Content-Length').removeHeader('Content-Type');
  const vary = String(reply.getHeader('Vary') ?? '');
  if (!vary.toLowerCase().includes('accept-encoding'))
    reply.header('Vary', [vary, 'accept-encoding'].filter(Boolean).join(', '));
  return null;
};
