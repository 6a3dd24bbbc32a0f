import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { LoggerService } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Platform, type Authenticator, type Settings } from '@jwg/platform';
import { guard } from './access/access.js';
import { ApiModule } from './api.module.js';
import { MAX_BODY_BYTES, takeBodies } from './body/parsers.js';
import { etagOf } from './conventions/answer.js';
import { EventStreams, type StreamSettings } from './events/event-streams.js';
import { atMostOnceIn } from './health/at-most-once-in.js';
import { measure } from './health/metrics.js';
import { serveDocuments } from './openapi/documents.js';
import { problemOf } from './problems/problem.js';
import { answerUnheard } from './problems/unheard.js';
import { sendProblem } from './problems/problem.filter.js';
import { watchRequests } from './tracing/watch-requests.js';

export interface ApiSettings extends Settings, StreamSettings {
  /** Origins whose pages may call the API; none unless given. */
  readonly corsOrigins?: readonly string[];
  /** Requests per minute for one actor, and for one address without a valid token (6,000). */
  readonly ratePerMinute?: number;
  /** Whether long queries run in a thread of their own, so that commands need not wait for them. */
  readonly ownThread?: boolean;
  /** Milliseconds within which a request has to arrive completely (30,000). */
  readonly requestTimeoutMs?: number;
}

/** Milliseconds for which the metrics stay as they were collected: collecting them costs more than most commands. */
const METRICS_MS = 1_000;

/** The whole API, ready to listen. Closing it answers the open requests, stops the followers and closes the ledger. */
export const openApi = async (
  settings: ApiSettings,
  authenticator: Authenticator,
  logger: LoggerService | false = false,
): Promise<NestFastifyApplication> => {
  const requestTimeout = settings.requestTimeoutMs ?? 30_000;
  const adapter = new FastifyAdapter({
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout,
    // Node enforces the limit for whole requests only if the limit for their headers is not longer.
    http: { headersTimeout: requestTimeout, connectionsCheckingInterval: 2_000 },
    keepAliveTimeout: 65_000,
    clientErrorHandler: answerUnheard,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      const { problem, headers } = problemOf(error, request.id);
      sendProblem(reply, problem, headers);
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.open(settings, settings.ownThread), adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: false, // it would log the list of all routes
  });
  const fastify = app.getHttpAdapter().getInstance();
  watchRequests(fastify, settings.tracing);
  const registry = measure(fastify, app.get(Platform), app.get(EventStreams));
  await fastify.register(cors, {
    origin: [...(settings.corsOrigins ?? [])],
    exposedHeaders: ['Cursor', 'ETag', 'Link', 'Location', 'Retry-After', 'WWW-Authenticate'],
    maxAge: 600,
  });
  await guard(fastify, authenticator, settings.ratePerMinute ?? 6_000);
  takeBodies(fastify);
  letGo(fastify);
  tagAnswers(fastify);
  await fastify.register(compress, { brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } } });
  serveDocuments(fastify);
  const metrics = atMostOnceIn(METRICS_MS, () => registry.metrics());
  fastify.get('/metrics', { config: { access: 'public' } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await metrics()),
  );
  await app.init();
  if (logger) app.useLogger(logger);
  return app;
};

/** Answers to queries carry an ETag; a client that has the current answer gets 304. */
const tagAnswers = (fastify: FastifyInstance): void => {
  fastify.decorateRequest('revision');
  fastify.addHook('onSend', async (request, reply, payload) => {
    reply.header('X-Content-Type-Options', 'nosniff');
    if (request.method === 'POST' || reply.statusCode !== 200 || typeof payload !== 'string') return payload;
    const etag = etagOf(payload, request.revision);
    reply.header('ETag', etag);
    const known = request.headers['if-none-match']?.split(/\s*,\s*/).map((it) => it.replace(/^W\//, ''));
    if (!known?.includes(etag) && !known?.includes('*')) return payload;
    reply.status(304).removeHeader('Content-Length').removeHeader('Content-Type');
    return '';
  });
};

/**
 * Closes a connection whose request was answered before it had arrived completely, or that was busy when the server
 * began to stop. Browsers and Node's fetch open connections in advance; Node counts one without a request as busy, so
 * the stop would wait until the client closed it.
 */
const letGo = (fastify: FastifyInstance): void => {
  let stopping = false;
  const open = new Set<Socket>();
  fastify.server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  fastify.addHook('preClose', async () => {
    stopping = true;
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
  });
  fastify.addHook('onSend', async ({ raw }, reply) => {
    if (stopping || !raw.complete) reply.header('Connection', 'close');
  });
};
