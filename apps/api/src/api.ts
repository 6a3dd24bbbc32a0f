import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { LoggerService } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Platform, rowsThere, type Authenticator, type Settings } from '@jwg/platform';
import { guard } from './access/access.js';
import { Admission } from './access/admission.js';
import { ApiModule } from './api.module.js';
import { serveVerifier } from './bundles/serve-verifier.js';
import { MAX_BODY_BYTES, takeBodies } from './body/parsers.js';
import { beginTogether } from './conventions/begin-together.js';
import { letGo } from './conventions/let-go.js';
import { requireOneHost } from './conventions/one-host.js';
import { giveOutUnder, pathOf, withoutPath } from './conventions/public-path.js';
import { BROTLI, compressOnce } from './conventions/compress-once.js';
import { tagAnswers } from './conventions/tag-answers.js';
import { EventStreams, type StreamSettings } from './events/event-streams.js';
import { atMostOnceIn } from './health/at-most-once-in.js';
import { measure } from './health/metrics.js';
import { serveDocuments } from './openapi/documents.js';
import { problemOf } from './problems/problem.js';
import { servePage } from './page/serve-page.js';
import { serveCheckpoints } from './proofs/serve-checkpoints.js';
import { serveProofs } from './proofs/serve-proofs.js';
import { answerUnheard } from './problems/unheard.js';
import { sendProblem } from './problems/problem.filter.js';
import { Browsers, type SignInSettings } from './sign-in/browsers.js';
import { watchRequests } from './tracing/watch-requests.js';

export interface ApiSettings extends Settings, StreamSettings, SignInSettings {
  /** Origins whose pages may call the API; none unless given. */
  readonly corsOrigins?: readonly string[];
  /** Requests per minute for one actor, and for one address without a valid token (6,000). */
  readonly ratePerMinute?: number;
  /** Milliseconds within which a request has to arrive completely (30,000). */
  readonly requestTimeoutMs?: number;
}

/** Milliseconds for which the metrics stay as they were collected: collecting them costs more than most commands. */
const METRICS_MS = 1_000;

/** Milliseconds after which the server begins, whatever its rows have. */
const BEGIN_MS = 10_000;

/**
 * The whole API, ready to listen, with its followers running. Closing it answers the open requests, stops the followers and
 * closes the ledger.
 */
export const openApi = async (
  settings: ApiSettings,
  authenticator: Authenticator,
  logger: LoggerService | false = false,
): Promise<NestFastifyApplication> => {
  const requestTimeout = settings.requestTimeoutMs ?? 30_000;
  const publicPath = pathOf(settings.publicUrl);
  const adapter = new FastifyAdapter({
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout,
    // Node enforces the limit for whole requests only if the limit for their headers is not longer.
    http: { headersTimeout: requestTimeout, connectionsCheckingInterval: 2_000, requireHostHeader: false },
    keepAliveTimeout: 65_000,
    clientErrorHandler: answerUnheard,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    rewriteUrl: ({ url = '/' }) => withoutPath(publicPath, url),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      const { problem, headers } = problemOf(error, request.id, request.method);
      sendProblem(reply, problem, headers);
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.open(settings, authenticator), adapter, {
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
    strictPreflight: false,
  });
  requireOneHost(fastify);
  await fastify.register(cookie);
  await guard(fastify, new Admission(authenticator, app.get(Browsers)), settings.ratePerMinute ?? 6_000);
  takeBodies(fastify);
  beginTogether(fastify);
  letGo(fastify, requestTimeout);
  tagAnswers(fastify);
  giveOutUnder(fastify, publicPath);
  compressOnce(fastify);
  await fastify.register(compress, { brotliOptions: { params: BROTLI } });
  await servePage(fastify, publicPath); // before other routes: it waits, and what was declared by then keeps Fastify's own errors
  serveDocuments(fastify, settings);
  serveCheckpoints(fastify, app.get(Platform));
  serveProofs(fastify, app.get(Platform));
  serveVerifier(fastify);
  const metrics = atMostOnceIn(METRICS_MS, () => registry.metrics());
  fastify.get('/metrics', { config: { access: 'public' } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await metrics()),
  );
  await app.init();
  if (logger) app.useLogger(logger);
  await begin(app.get(Platform));
  return app;
};

/** The log is there by now: what stops a follower at once is said, too. */
const begin = async (platform: Platform): Promise<void> => {
  platform.start();
  await rowsThere(platform.followers, BEGIN_MS); // who asks right after the start finds what is recorded
};
