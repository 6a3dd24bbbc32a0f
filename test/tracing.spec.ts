import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base';
import type { LedgerStoredEvent } from '@jwg/platform';
import { boot, actors, type Booted } from '../apps/api/src/testing/booted.js';
import { play } from '../apps/api/src/testing/playing.js';
import { tracingBy } from '../libs/platform/src/tracing/tracing-by.js';
import { memoryTopics } from '../libs/relay/src/memory/memory-topics.js';
import type { RelayCheckpoint } from '../libs/relay/src/relay-checkpoint.js';
import { relay } from '../libs/relay/src/relay.js';
import { topicNames } from '../libs/relay/src/topic-names.js';

const exporter = new InMemorySpanExporter();
const tracing = tracingBy(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
const caller = `00-${trace}-00f067aa0ba902b7-01`;

let api: Booted;
beforeAll(async () => {
  api = await boot({ tracing });
});
afterAll(() => api.close());
beforeEach(() => exporter.reset());

const forum = (forumId: string) => ({
  forumId,
  name: { en: 'Working group' },
  level: 'workingGroup',
  sides: [
    { side: 'PK', name: { en: 'Pakistan' }, lead: 'pk-most' },
    { side: 'CN', name: { en: 'China' }, lead: 'cn-most' },
  ],
});
const establish = (forumId: string, headers = {}) => api.post('/v1/forums', forum(forumId), actors.recorder, headers);

/** A request's span ends when its connection has let it go, which is after its answer came. */
const spans = async (...names: string[]): Promise<ReadableSpan[]> => {
  for (let n = 0; n < 200; n += 1) {
    const found = names.map((name) => exporter.getFinishedSpans().find((span) => span.name === name));
    if (found.every((span) => span !== undefined)) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(
    `Only these: ${exporter
      .getFinishedSpans()
      .map(({ name }) => name)
      .join(', ')}`,
  );
};
const stored = async (position: number) =>
  ((await api.platform.store.readAll(undefined, 5_000)) as LedgerStoredEvent[])[position]!;

describe('A traced request', () => {
  it('continues its caller’s trace to the append and into the events, and followers link to it', async () => {
    const { body } = await establish('traced', { traceparent: caller });
    await api.platform.caughtUpTo(body.cursor as string, 5_000);
    const [request, append, forums] = await spans('POST /v1/forums', 'append forum', 'handle forums');
    const { spanId } = request!.spanContext();

    expect(request!.kind).toBe(SpanKind.SERVER);
    expect(request!.spanContext().traceId).toBe(trace);
    expect(request!.parentSpanContext).toMatchObject({ spanId: '00f067aa0ba902b7', isRemote: true });
    expect(request!.attributes).toEqual({
      'http.request.method': 'POST',
      'http.route': '/v1/forums',
      'http.response.status_code': 201,
      'jwg.actor.role': 'recorder',
      'jwg.correlation_id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const event = await stored((body.events as { position: number }[])[0]!.position);
    expect(event.metadata).toMatchObject({
      traceparent: `00-${trace}-${spanId}-01`,
      correlationId: request!.attributes['jwg.correlation_id'],
    });
    expect(append!.spanContext().traceId).toBe(trace);
    expect(append!.parentSpanContext!.spanId).toBe(spanId);
    expect(append!.attributes).toEqual({
      'jwg.stream.categories': ['forum'],
      'jwg.events': 1,
      'jwg.revision': 0,
      'jwg.position': event.position,
    });
    expect(forums!.spanContext().traceId).not.toBe(trace);
    expect(forums!.attributes).toMatchObject({ 'jwg.follower': 'forums', 'jwg.position.last': event.position });
    expect(forums!.links.map(({ context }) => [context.traceId, context.spanId])).toEqual([[trace, spanId]]);
  });

  it('begins a trace of its own when its caller names none, or an invalid one', async () => {
    for (const headers of [{}, { traceparent: caller.toUpperCase() }]) {
      exporter.reset();
      expect((await establish(`own-${Object.keys(headers).length}`, headers)).status).toBe(201);
      const [request] = await spans('POST /v1/forums');
      expect(request!.parentSpanContext).toBeUndefined();
      expect(request!.spanContext().traceId).not.toBe(trace);
    }
  });

  it('that is a retry is the same command, whatever trace it comes in', async () => {
    const first = await establish('retried', { traceparent: caller, 'idempotency-key': 'once' });
    const again = await establish('retried', {
      traceparent: caller.replace('4bf9', '5bf9'),
      'idempotency-key': 'once',
    });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
  });

  it('ends with its status, and contains nothing of the request', async () => {
    await api.get('/v1/forums/a-name?asOf=words');
    const [refused] = await spans('GET /v1/forums/:forumId');
    expect(refused!.attributes['http.response.status_code']).toBe(400);
    expect(refused!.status.code).toBe(SpanStatusCode.UNSET);
    await api.get('/nowhere/a-name');
    const [nowhere] = await spans('GET');
    expect(nowhere!.attributes['http.response.status_code']).toBe(404);
    expect(JSON.stringify([refused, nowhere].map((it) => [it!.name, it!.attributes, it!.events]))).not.toMatch(
      /a-name|words|Bearer/,
    );
  });

  it('is in error where the ledger cannot be reached', async () => {
    const spans = new InMemorySpanExporter();
    const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
    const unable = await boot({ tracing: tracingBy(provider) });
    await unable.platform.store.close();
    expect((await unable.post('/v1/forums', forum('unable'))).status).toBe(503);
    for (let n = 0; n < 200 && spans.getFinishedSpans().length < 1; n += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(spans.getFinishedSpans().find(({ name }) => name === 'POST /v1/forums')).toMatchObject({
      status: { code: SpanStatusCode.ERROR },
      attributes: { 'error.type': '503' },
    });
    await unable.close();
  });

  it('does not exist for health checks', async () => {
    await api.send({ method: 'GET', url: '/health/live' });
    await api.send({ method: 'GET', url: '/metrics' });
    await api.get('/v1/forums');
    await spans('GET /v1/forums');
    expect(exporter.getFinishedSpans().filter(({ name }) => /health|metrics/.test(name))).toEqual([]);
  });
});

describe('The work after a traced request', () => {
  it('continues its trace: the policy’s events belong to the request that led to them', async () => {
    await play(api);
    const events = (await api.platform.store.readAll(undefined, 5_000)) as LedgerStoredEvent[];
    const effects = events.filter(({ metadata }) => metadata.actor.role === 'policy');
    expect(effects.length).toBeGreaterThan(0);
    for (const { metadata, position } of effects) {
      const cause = events.find(({ id }) => id === metadata.causationId)!;
      expect(metadata.traceparent).toBe(cause.metadata.traceparent);
      const append = exporter.getFinishedSpans().find((span) => span.attributes['jwg.position'] === position)!;
      expect([append.spanContext().traceId, append.parentSpanContext!.spanId]).toEqual(
        cause.metadata.traceparent!.split('-').slice(1, 3),
      );
    }
  }, 60_000);

  it('carries its trace to readers of the events over HTTP, in both forms', async () => {
    const { body } = await establish('read', { traceparent: caller });
    const [{ id }] = body.events as [{ id: string }];
    const [event] = (await api.platform.store.readStream('forum-read')) as LedgerStoredEvent[];
    const { traceparent } = event!.metadata;
    expect(traceparent).toMatch(`00-${trace}-`);
    const own = await api.get('/v1/events?limit=500');
    expect((own.body.events as LedgerStoredEvent[]).find((it) => it.id === id)!.metadata.traceparent).toBe(traceparent);
    const batch = await api.get('/v1/events/batch?limit=500');
    expect((batch.body as unknown as { id: string; traceparent?: string }[]).find((it) => it.id === id)).toMatchObject({
      traceparent,
    });
  });

  it('publishes events with its traceparent, in a transaction of the relay that links to it', async () => {
    const { body } = await establish('relayed', { traceparent: caller });
    const [{ id, position }] = body.events as [{ id: string; position: number }];
    const topics = memoryTopics<RelayCheckpoint>();
    const names = topicNames('traced');
    const { store } = api.platform;
    const source = 'https://ledger.example';
    const relaying = relay({ store, topics: topics.topics(), names, source, watched: tracing.follower });
    relaying.start();
    expect(await relaying.caughtUpTo(position, 10_000)).toBe(true);
    await relaying.stop();
    const { traceparent } = ((await store.readStream('forum-relayed')) as LedgerStoredEvent[])[0]!.metadata;
    const published = topics.committed(names.events).find(({ headers }) => headers.ce_id === id)!;
    expect(published.headers).toMatchObject({ traceparent, ce_traceparent: traceparent });
    const transactions = exporter.getFinishedSpans().filter(({ name }) => name === 'handle relay');
    const links = transactions.flatMap((span) =>
      span.links.map(({ context }) => `${context.traceId}-${context.spanId}`),
    );
    expect(links).toContain(traceparent!.slice(3, -3));
  });
});

describe('A request to a server without tracing', () => {
  it('still carries a valid traceparent of its caller into the events, and leaves out a malformed one', async () => {
    const untraced = await boot();
    const told = async (forumId: string, traceparent: string) => {
      const answer = await untraced.post('/v1/forums', forum(forumId), actors.recorder, { traceparent });
      expect(answer.status).toBe(201);
      const [event] = (await untraced.platform.store.readStream(`forum-${forumId}`)) as LedgerStoredEvent[];
      return event!.metadata;
    };
    expect((await told('carried', caller)).traceparent).toBe(caller);
    expect(await told('left-out', `${caller}, ${caller}`)).not.toHaveProperty('traceparent');
    await untraced.close();
  });
});
