import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { actors, boot, type Booted } from '../testing/booted.js';
import { scene } from '../testing/scene.js';

let api: Booted;
let before: number;
beforeAll(async () => {
  api = await boot();
  await scene(api);
  before = await api.count();
});
afterEach(async () => expect(await api.count()).toBe(before));
afterAll(() => api.close());

const raw = async (payload: string | Buffer, url = '/v1/forums/f/dormancy', type = 'application/json') =>
  api.send({
    method: 'POST',
    url,
    payload,
    headers: { authorization: await api.bearer(actors.recorder), ...(type && { 'content-type': type }) },
  });

const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

/** The body, and the field and the words that the answer has to name. */
const bodies: Readonly<Record<string, readonly [string | Buffer, string, string]>> = Object.assign(
  Object.create(null),
  {
    'no JSON': ['{"reason":', '', 'is no JSON'],
    'an empty text': ['', '/reason', 'is required'],
    'a list': ['[]', '', 'must be an object'],
    'a number': ['7', '', 'must be an object'],
    null: ['null', '/reason', 'is required'],
    'no UTF-8': [Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), '', 'must be UTF-8'],
    'an unknown field': ['{"reason":"x","more":1}', '/more', 'is not a field here'],
    'a wrong type': ['{"reason":7}', '/reason', 'must be'],
    'a null': ['{"reason":null}', '/reason', 'must not be null'],
    'a key twice': ['{"reason":"x","reason":"y"}', '/reason', 'must not be given twice'],
    'a key twice, once by its escape': ['{"reason":"x","re\\u0061son":"y"}', '/reason', 'must not be given twice'],
    'a key twice deep inside': [
      '{"reason":"x","provenance":{"source":{"kind":"press","kind":"press"}}}',
      '/provenance/source/kind',
      'must not be given twice',
    ],
    __proto__: ['{"reason":"x","__proto__":{"role":"secretariat"}}', '/__proto__', 'is not a field here'],
    '__proto__ by its escape': ['{"reason":"x","__pr\\u006fto__":{}}', '/__proto__', 'is not a field here'],
    constructor: ['{"reason":"x","constructor":{"prototype":{}}}', '/constructor', 'is not a field here'],
    'a lone surrogate': ['{"reason":"\\ud800"}', '/reason', 'lone surrogates'],
    'a lone surrogate in a key': ['{"reason":"x","\\udfff":1}', '/\udfff', 'lone surrogates'],
    'a noncharacter': ['{"reason":"a\\uffff"}', '/reason', 'no noncharacters'],
    'a NUL': ['{"reason":"a\\u0000b"}', '/reason', 'no NUL'],
    'a number beyond 2^53': ['{"reason":"x","n":9007199254740993}', '/n', 'must be a number between'],
    'a number beyond all doubles': ['{"reason":"x","n":1e999}', '/n', 'must be a number between'],
    '10,000 levels': [nested(10_000), `${'/a'.repeat(32)}`, 'must not be nested deeper than 32'],
    '40,000 open brackets': [`${'['.repeat(40_000)}${']'.repeat(40_000)}`, `${'/0'.repeat(32)}`, 'must not be nested'],
    'blank words': ['{"reason":"   "}', '/reason', 'must be a text'],
    'words that show nothing': ['{"reason":"\\u200b\\u00a0\\u3164"}', '/reason', 'must be a text'],
    'too many words': [JSON.stringify({ reason: 'x'.repeat(4001) }), '/reason', 'must be a text of 1 to 4000'],
  },
);

describe('A hostile body', () => {
  it.each(Object.keys(bodies))('that is or has %s is refused with the reason, and nothing is written', async (name) => {
    const [payload, field, rule] = bodies[name]!;
    const { status, body } = await raw(payload);
    expect({ status, type: body.type }).toEqual({ status: 400, type: 'urn:jwg:problem:invalid' });
    expect(body.problems).toContainEqual(expect.objectContaining({ field, rule: expect.stringContaining(rule) }));
  });

  it('of 1 MiB is too large, in whatever form', async () => {
    const reason = JSON.stringify({ reason: 'x'.repeat(1024 * 1024) });
    expect((await raw(reason)).body).toMatchObject({ status: 413, type: 'urn:jwg:problem:too-large' });
    expect((await raw('x'.repeat(6 * 1024 * 1024), '/v1/imports', 'application/yaml')).body).toMatchObject({
      status: 413,
    });
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/yaml',
    'application/jsonx',
  ])('of the media type %s is refused', async (type) => {
    expect((await raw('{"reason":"x"}', undefined, type)).body).toMatchObject({
      status: 415,
      type: 'urn:jwg:problem:unsupported-media-type',
    });
  });

  it.each([
    'f.1',
    '..',
    '../f',
    'F',
    'f%00',
    'f%2Fg',
    'f%2e%2e',
    "f'--",
    '%3Cscript%3E',
    'f'.repeat(61),
    '__proto__',
    '%F0%9F%92%A3',
  ])('or any other is refused at an address with the id %s', async (id) => {
    const answer = await raw('{"reason":"x"}', `/v1/forums/${id}/dormancy`);
    expect([400, 404]).toContain(answer.status);
    expect(answer.headers['content-type']).toMatch('application/problem+json');
    expect([400, 404]).toContain((await api.get(`/v1/forums/${id}`)).status);
  });

  it('that repeats a field of the address is refused', async () => {
    expect((await raw('{"reason":"x","forumId":"f"}')).body.problems).toEqual([
      { field: '/forumId', rule: 'is said by the address; leave it out of the body' },
    ]);
  });

  it.each(['?x=1', '?dryRun=true', '?atLeast=0'])(
    'is refused with %s behind the address of a command',
    async (query) => {
      expect((await raw('{"reason":"x"}', `/v1/forums/f/dormancy${query}`)).status).toBe(400);
    },
  );

  it('with SQL or a script in it is treated as plain text', async () => {
    const words = `'; DROP TABLE events; -- <script>alert(1)</script> {{7*7}} \${7*7} ../../etc/passwd`;
    const forum = { ...(await api.get('/v1/forums/f')).body };
    expect(forum.id).toBe('f');
    const answer = await raw(
      JSON.stringify({ institution: 'no-one', name: { en: words } }),
      '/v1/forums/f/institutions/no-one/renaming',
    );
    expect(answer.status).toBe(400); // the body repeats the institution of the path
    const told = await raw(JSON.stringify({ name: { en: words } }), '/v1/forums/f/institutions/no-one/renaming');
    expect(told.body).toMatchObject({ status: 409, code: 'UNKNOWN_INSTITUTION' });
  });
});

describe('A hostile question', () => {
  it.each([
    'limit=0',
    'limit=501',
    'limit=1e2',
    'limit=0x10',
    'limit=5.5',
    'limit=',
    'limit=5&limit=6',
    'more=1',
    'signedOnly=1',
    'signedOnly=TRUE',
    'forum=F',
    'asOf=',
    'asOf=-1',
    'asOf=99999',
    'asOf=yesterday',
    'asOf=2023-02-30',
    'asOf=f.9',
    'asOfBasis=known',
    'asOf=0&asOfBasis=occurred',
    'atLeast=x',
    'atLeast=-1',
    'atLeast=1e9',
    'atLeast=999999',
    'atLeast=',
    'atLeast=0&atLeast=0',
    '__proto__=1',
    'constructor=1',
    'after=x',
    'forum=%00',
    'forum=%ED%A0%80',
  ])('like ?%s is refused with a problem document', async (query) => {
    const { status, headers } = await api.get(`/v1/commitments?${query}`);
    expect(status).toBe(400);
    expect(headers['content-type']).toMatch('application/problem+json');
  });

  it.each(['after=x', 'after=-1', 'after=99999'])(
    'like ?%s is refused, because the feed has no such cursor',
    async (query) => {
      expect((await api.get(`/v1/events?${query}`)).body).toMatchObject({
        status: 400,
        type: 'urn:jwg:problem:invalid',
      });
    },
  );
});
