import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dataFolder, startServer, tokenFor } from './server.js';

interface Sent {
  readonly resourceSpans: {
    readonly resource: { readonly attributes: { readonly key: string; readonly value: { stringValue?: string } }[] };
    readonly scopeSpans: { readonly spans: Span[] }[];
  }[];
}
interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly links?: { readonly traceId: string; readonly spanId: string }[];
}

const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
const { folder, remove } = dataFolder();
const received: { request: IncomingMessage; body: Sent }[] = [];
let collector: HttpServer;
let endpoint: string;

beforeAll(async () => {
  collector = createServer((request, reply) => {
    void json(request).then((body) => {
      received.push({ request, body: body as Sent });
      reply.setHeader('Content-Type', 'application/json').end('{}');
    });
  });
  await once(collector.listen(0, '127.0.0.1'), 'listening');
  endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
});
afterAll(() => {
  collector.close();
  remove();
});

const establish = async (url: string, forumId: string) => {
  const answer = await fetch(`${url}/v1/forums`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await tokenFor(folder, '--role', 'recorder')}`,
      'content-type': 'application/json',
      traceparent: `00-${trace}-00f067aa0ba902b7-01`,
    },
    body: JSON.stringify({
      forumId,
      name: { en: 'Working group' },
      level: 'workingGroup',
      sides: ['PK', 'CN'].map((side) => ({ side, name: { en: side }, lead: `${side.toLowerCase()}-a` })),
    }),
  });
  expect(answer.status).toBe(201);
};

describe('A server with an OTLP endpoint', () => {
  it('delivers the spans of a request, of its append and of its followers before it ends', async () => {
    const server = await startServer(folder, {
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=ledger',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
    });
    await establish(server.url, 'delivered');
    expect(await server.stop()).toBe(143);

    expect(received.map(({ request }) => [request.url, request.headers['x-tenant']])).toContainEqual([
      '/v1/traces',
      'ledger',
    ]);
    const resources = received.flatMap(({ body }) => body.resourceSpans);
    expect(resources[0]!.resource.attributes).toEqual(
      expect.arrayContaining([
        { key: 'service.name', value: { stringValue: 'jwg-api' } },
        { key: 'deployment.environment.name', value: { stringValue: 'test' } },
      ]),
    );
    const spans = resources.flatMap(({ scopeSpans }) => scopeSpans.flatMap((it) => it.spans));
    const named = (name: string) => spans.find((span) => span.name === name)!;
    const request = named('POST /v1/forums');
    expect(request).toMatchObject({ traceId: trace, parentSpanId: '00f067aa0ba902b7' });
    expect(named('append forum')).toMatchObject({ traceId: trace, parentSpanId: request.spanId });
    expect(named('handle commitments').links).toMatchObject([{ traceId: trace, spanId: request.spanId }]);
  }, 120_000);

  it.each([
    ['while it works', { OTEL_BSP_SCHEDULE_DELAY: '50' }],
    ['when it stops', { OTEL_BSP_SCHEDULE_DELAY: '60000' }],
  ])(
    'says %s that the endpoint does not answer, without its password, and goes on as before',
    async (when, delay) => {
      const server = await startServer(folder, {
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://ledger:collector-password@127.0.0.1:1',
        OTEL_EXPORTER_OTLP_TIMEOUT: '500',
        ...delay,
      });
      const said = () => server.printed().includes('Spans could not be delivered');
      await establish(server.url, when.replaceAll(' ', '-'));
      while (when === 'while it works' && !said()) await new Promise((resolve) => setTimeout(resolve, 20));
      expect(await server.stop()).toBe(143);
      expect(said()).toBe(true);
      expect(server.printed()).not.toMatch('collector-password');
    },
    120_000,
  );
});
