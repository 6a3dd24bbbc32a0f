import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Parser } from '@asyncapi/parser';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Settings } from '@jwg/platform';
import { toCloudEvent } from '@jwg/published-language';
import { storedSample } from '@jwg/domain/samples';
import { boot, type Booted } from '../testing/booted.js';
import { asyncApiOf } from './asyncapi.js';

interface Served {
  readonly servers: Readonly<Record<string, object>>;
  readonly channels: Readonly<Record<string, object>>;
}

let api: Booted;
beforeAll(async () => {
  api = await boot();
}, 30_000);
afterAll(() => api.close());

const source = 'http://localhost:3000';
const get = (url: string) => api.send({ method: 'GET', url });

describe('The contract with services that listen', () => {
  it('is served without a token, with the schemas that it refers to', async () => {
    const { status, body } = await get('/asyncapi.json');
    expect(status).toBe(200);
    const { messages } = (body as { components: { messages: Record<string, { payload: { $ref?: string } }> } })
      .components;
    const refs = Object.values(messages).flatMap(({ payload }) => payload.$ref ?? []);
    const schemas = refs.filter((ref) => ref.startsWith('./'));
    expect(schemas.length).toBeGreaterThan(70);
    for (const ref of schemas) expect((await get(ref.slice(1))).status).toBe(200);
  });

  it('says where this server is, which brokers it publishes on, and what its topics are called', async () => {
    const kept = readFileSync('docs/reference/asyncapi.json', 'utf8');
    const publicUrl = 'https://ledger.example/jwg';
    const kafka = {
      brokers: ['kafka-1:9093', 'kafka-2:9093'],
      prefix: 'house',
      tls: {},
    } as unknown as Settings['kafka'];
    const text = asyncApiOf(kept, { folder: '', publicUrl, ...(kafka && { kafka }) });
    expect(text).not.toMatch(/localhost|"jwg\./);
    const { servers, channels } = JSON.parse(text) as Served;
    expect(servers.http).toMatchObject({ host: 'ledger.example', protocol: 'https', pathname: '/jwg' });
    expect([servers.kafka, servers.kafka2]).toMatchObject([
      { host: 'kafka-1:9093', protocol: 'kafka-secure' },
      { host: 'kafka-2:9093', protocol: 'kafka-secure' },
    ]);
    const refs = ['#/servers/kafka', '#/servers/kafka2'].map(($ref) => ({ $ref }));
    expect(channels.events).toMatchObject({ address: 'house.events.v1', servers: refs });
    expect(channels.replay).toMatchObject({ address: 'house.replay.{name}', servers: refs });
    expect(channels.eventStream).toMatchObject({ address: '/v1/events/stream', servers: [{ $ref: '#/servers/http' }] });
    const { document, diagnostics } = await new Parser().parse(text, {
      source: resolve('docs/reference/asyncapi.json'),
    });
    expect(diagnostics.filter(({ severity }) => Number(severity) < 2)).toEqual([]);
    expect(document!.servers().length).toBe(3);
  });

  it('says of a server without brokers that it publishes on none', async () => {
    const { servers } = (await get('/asyncapi.json')).body as Served;
    expect(servers.kafka).toMatchObject({ description: expect.stringContaining('no brokers') });
    expect(servers.http).toMatchObject({ host: 'localhost:3000', protocol: 'http' });
  });

  it('has the schema of a record at the address that the record names', async () => {
    const { dataschema } = toCloudEvent(storedSample('DecisionTaken'), source);
    const answer = await get(dataschema.slice(source.length));
    expect(answer.headers).toMatchObject({
      'content-type': 'application/schema+json',
      'cache-control': 'public, max-age=86400',
    });
    expect(JSON.parse(answer.text)).toMatchObject({ $id: '/schemas/DecisionTaken.v1.json', title: 'DecisionTaken' });
  });

  it.each(['Nothing.v1.json', 'DecisionTaken.v99.json', '..%2Fopenapi.json', '..%2F..%2F..%2Fpackage.json'])(
    'answers 404 for the schema %s',
    async (file) => {
      const { status, headers } = await get(`/schemas/${file}`);
      expect([status, headers['content-type']]).toEqual([404, expect.stringContaining('application/problem+json')]);
    },
  );
});
