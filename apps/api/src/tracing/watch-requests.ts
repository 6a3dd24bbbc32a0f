import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { handling, traceIdOf, traceparentIn, type RequestSpan, type Tracing } from '@jwg/platform';

declare module 'fastify' {
  interface FastifyRequest {
    /** W3C Trace Context of this request: of its own span, or of the caller's where nothing is traced here. */
    traceparent?: string;
  }
}

/** What orchestrators and scrapers ask every few seconds is no news, and no trace. */
const isProbe = (route: string | undefined): boolean => /^\/(metrics$|health\/)/.test(route ?? '');

/**
 * Each request has a span, where tracing is on; one line in the log when its answer has gone; and whatever is logged
 * meanwhile tells that it belongs to it. Neither names the address, the actor, or what was said: only the route and role.
 */
export const watchRequests = (fastify: FastifyInstance, tracing: Tracing | undefined): void => {
  const log = new Logger('Access');
  fastify.decorateRequest('traceparent');

  fastify.addHook('onRequest', (request, reply, done) => {
    const began = performance.now();
    const route = request.is404 ? undefined : request.routeOptions.url;
    const from = traceparentIn(request.headers.traceparent);
    const span = isProbe(route) ? undefined : tracing?.request(request.method, route, from);
    request.traceparent = span?.traceparent ?? from;
    reply.raw.once('close', () => {
      const status = statusOf(reply);
      const line = {
        method: request.method,
        route: route ?? 'none',
        status,
        ms: Math.round(performance.now() - began),
      };
      const role = request.actor?.role;
      log[isProbe(route) ? 'debug' : 'log'](`${line.method} ${line.route} ${status}`, {
        ...line,
        ...(role !== undefined && { role }),
        ...belonging(request),
      });
      end(span, request, status);
    });
    handling(belonging(request), done);
  });
  // Reading a body goes on where the socket is, and forgets which request it reads.
  fastify.addHook('preValidation', (request, _reply, done) => handling(belonging(request), done));
};

const belonging = ({ id, traceparent }: FastifyRequest) => ({
  correlationId: id,
  ...(traceparent !== undefined && { traceId: traceIdOf(traceparent) }),
});

const end = (span: RequestSpan | undefined, { id: correlationId, actor }: FastifyRequest, status: number): void =>
  span?.end({ status, correlationId, ...(actor && { role: actor.role }) });

/** 499, as servers before us log it: whoever asked left before the answer began. */
const statusOf = (reply: FastifyReply): number => (reply.raw.headersSent ? reply.statusCode : 499);
