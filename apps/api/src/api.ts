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
import { measure } from './health/metrics.js';
import { serveDocuments } from './openapi/documents.js';
import { problemOf } from './problems/problem.js';
import { answerUnheard } from './problems/unheard.js';
import { sendProblem } from './problems/problem.filter.js';
import { watchRequests } from './tracing/watch-requests.js';

export interface ApiSettings extends Settings, StreamSettings {
  /** Origins whose pages may call; none without. */
  readonly corsOrigins?: readonly string[];
  /** Requests a minute of one actor, and of one address without a valid token (6,000). */
  readonly ratePerMinute?: number;
  /** Long questions have a thread of their own, so that commands need not wait for them. */
  readonly ownThread?: boolean;
  /** Milliseconds in which a request has to arrive whole (30,000). */
  readonly requestTimeoutMs?: number;
}

/** The whole API, ready to listen. Closing it answers what is in flight, brings the followers to rest and closes the ledger. */
export const openApi = async (
  settings: ApiSettings,
  authenticator: Authenticator,
  logger: LoggerService | false = false,
): Promise<NestFastifyApplication> => {
  const requestTimeout = settings.requestTimeoutMs ?? 30_000;
  const adapter = new FastifyAdapter({
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout,
    // Node keeps the time of whole requests only where that of their heads is no longer.
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
    logger: false, // the list of all routes is no news
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
  fastify.get('/metrics', { config: { access: 'public' } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
  await app.init();
  if (logger) app.useLogger(logger);
  return app;
};

/** Answers to questions carry an ETag, and are not sent again to who has them. */
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
 * A connection is not kept alive when its request was answered before it came whole, nor when it was busy as the server
 * began to stop. One that has asked nothing yet (browsers and Node's fetch open some in advance) counts as busy for Node, and
 * would hold up the stop until its other end gave up.
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
