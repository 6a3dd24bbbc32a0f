import type { FastifyInstance } from 'fastify';
import { Invalid } from '@jwg/application';
import { timesGiven } from './times-given.js';

/**
 * RFC 9112, 3.2: a request names one host. Node would answer this itself, and not with a problem. It also answers 417 to
 * whatever else is expected than `100-continue`; an expectation may be passed over, and is.
 */
export const requireOneHost = (fastify: FastifyInstance): void => {
  fastify.server.on('checkExpectation', (request, answer) => void fastify.server.emit('request', request, answer));
  fastify.addHook('onRequest', async (request) => {
    const times = timesGiven(request, 'host');
    if (times === 1 || (times === 0 && request.raw.httpVersion === '1.0')) return;
    throw new Invalid([{ field: 'Host', rule: 'must be given once' }]);
  });
};
