import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toCloudEvent } from '@jwg/published-language';
import { storedSample } from '@jwg/domain/samples';
import { boot, type Booted } from '../testing/booted.js';

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

  it('has the schema of a record at the address that the record names', async () => {
    const { dataschema } = toCloudEvent(storedSample('DecisionTaken'), source);
    const answer = await get(dataschema.slice(source.length));
    expect(answer.headers).toMatchObject({
      'content-type': 'application/schema+json; charset=utf-8',
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
