import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actors, boot, type Booted } from '../testing/booted.js';
import { scene } from '../testing/scene.js';

const publicUrl = 'https://example.org/ledger';
let api: Booted;
beforeAll(async () => {
  api = await boot({ publicUrl });
  await scene(api, { institutions: ['pk-most', 'cn-most'], commitments: 3 });
});
afterAll(() => api.close());

/** Where a reference leads a client that asked for this path at the public address. */
const leadsTo = (reference: string, path: string) => new URL(reference, publicUrl + path).href;
const asText = async (url: string) => (await api.send({ method: 'GET', url })).text;

describe('Behind a proxy with a path of its own', () => {
  it('the next page, the place of something new and the files of the explorer are under that path', async () => {
    const { headers } = await api.get('/v1/commitments?limit=1');
    const [, next] = /<([^>]+)>/.exec(headers.link!)!;
    expect(leadsTo(next!, '/v1/commitments?limit=1')).toMatch(`${publicUrl}/v1/commitments?limit=1&after=`);
    const made = await api.post('/v1/sessions', { sessionId: 'f.2', mode: 'virtual' }, actors.pk);
    expect(leadsTo(made.headers.location!, '/v1/sessions')).toBe(`${publicUrl}/v1/sessions/f.2`);
    const [, style] = /href="([^"]+[.]css)"/.exec(await asText('/docs'))!;
    expect(leadsTo(style!, '/docs')).toBe(`${publicUrl}/docs/swagger-ui.css`);
    const [, document] = /url: '([^']+)'/.exec(await asText('/docs/start.js'))!;
    expect(leadsTo(document!, '/docs')).toBe(`${publicUrl}/openapi.json`);
    const { servers } = JSON.parse(await asText('/openapi.json')) as { servers: { url: string }[] };
    expect(leadsTo(servers[0]!.url, '/openapi.json')).toBe(publicUrl);
  });

  it('a request is heard whether the proxy takes the path away or leaves it', async () => {
    for (const url of ['/v1/forums/f', '/ledger/v1/forums/f']) expect((await api.get(url)).status).toBe(200);
    for (const url of ['/ledgers/v1/forums/f', '/v1/ledger/forums/f']) expect((await api.get(url)).status).toBe(404);
  });
});
