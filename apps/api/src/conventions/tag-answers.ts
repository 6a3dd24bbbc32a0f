import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { etagOf, names } from './etags.js';

/** Answers to queries carry an ETag; a client that has the current answer gets 304. */
export const tagAnswers = (fastify: FastifyInstance): void => {
  fastify.decorateRequest('revision');
  fastify.decorateRequest('digest');
  fastify.addHook('onSend', async (request, reply, payload) => {
    reply.header('X-Content-Type-Options', 'nosniff');
    withoutCharset(reply);
    if (!isRead(request) || reply.statusCode !== 200) return payload;
    if (typeof payload !== 'string' && !(request.digest !== undefined && Buffer.isBuffer(payload))) return payload;
    const etag = etagOf(payload, request.revision, request.digest);
    reply.header('ETag', etag);
    return names(request.headers['if-none-match'], etag) ? notModified(reply) : payload;
  });
};

/** JSON is UTF-8 and has no such parameter (RFC 8259); clients that compare the type to the letter stumble over it. */
const withoutCharset = (reply: FastifyReply): void => {
  const type = String(reply.getHeader('Content-Type') ?? '');
  if (/^application\/(?:\S+\+)?json;/.test(type)) reply.header('Content-Type', type.split(';', 1)[0]!);
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
