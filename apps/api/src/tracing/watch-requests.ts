import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { handling, traceIdOf, traceparentIn, type RequestSpan, type Tracing } from '@jwg/platform';

declare module 'fastify' {
  interface FastifyRequest {
    /** W3C Trace Context of this request: of its own span, or of the caller's if tracing is off here. */
    traceparent?: string;
  }
}

/** Orchestrators and scrapers send these requests every few seconds; they are neither logged nor traced. */
const isProbe = (route: string | undefined): boolean => /^\/(metrics$|health\/)/.test(route ?? '');

/**
 * Gives each request a span, if tracing is on, and one line in the log after its answer. Every line logged during the
 * request carries its id. Span and line name only the route and the role, never the address, the actor or the content.
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
  // The body is read in the socket's async context, which does not know the request.
  fastify.addHook('preValidation', (request, _reply, done) => handling(belonging(request), done));
};

const belonging = ({ id, traceparent }: FastifyRequest) => ({
  correlationId: id,
  ...(traceparent !== undefined && { traceId: traceIdOf(traceparent) }),
});

const end = (span: RequestSpan | undefined, { id: correlationId, actor }: FastifyRequest, status: number): void =>
  span?.end({ status, correlationId, ...(actor && { role: actor.role }) });

/** 499 (a convention of proxies): the client closed the connection before the answer began. */
const statusOf = (reply: FastifyReply): number => (reply.raw.headersSent ? reply.statusCode : 499);
