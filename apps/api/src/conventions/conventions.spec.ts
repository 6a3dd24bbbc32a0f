import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Actor } from '@jwg/domain';
import { actors, boot, type Booted } from '../testing/booted.js';
import { scene, undertaking } from '../testing/scene.js';

const { pk, cn, pkChair, most } = actors;
let api: Booted;
const commitment = '/v1/commitments/f.1.c1';
const session = '/v1/sessions/f.1';
const etagOf = async (url: string, as = pk) => (await api.get(url, as)).headers.etag!;
const settled = async ({ body }: { body: { cursor?: string } }) => api.platform.caughtUpTo(body.cursor!, 5_000);

beforeAll(async () => {
  api = await boot({ corsOrigins: ['https://jwg.example'] });
  await scene(api, { institutions: ['pk-most', 'cn-most'], commitments: 3 });
});
afterAll(() => api.close());

describe('An Idempotency-Key', () => {
  const report = { narrative: 'Foundations laid', percent: 10 };
  const send = (key: string, body: object = report, as: Actor = most) =>
    api.post(`${commitment}/progress-reports`, body, as, { 'idempotency-key': key });

  it('gets the first answer again for the same command, and nothing is written', async () => {
    const first = await send('one');
    const count = await api.count();
    const second = await send('one');
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(await api.count()).toBe(count);
  });

  it('belongs to one command: with another body or another address it is answered with 422', async () => {
    await send('two');
    const count = await api.count();
    const other = { status: 422, body: { type: 'urn:jwg:problem:key-reused' } };
    expect(await send('two', { ...report, percent: 11 })).toMatchObject(other);
    expect(
      await api.post('/v1/commitments/f.1.c2/progress-reports', report, most, { 'idempotency-key': 'two' }),
    ).toMatchObject(other);
    expect(await api.count()).toBe(count);
  });

  it('gets the first answer again where that led to nothing, whatever has changed since', async () => {
    const attach = (reference: string, key: string) =>
      api.post(`${commitment}/evidence`, { evidence: { reference } }, most, { 'idempotency-key': key });
    await attach('Letter 7', 'attached');
    const first = await attach('Letter 7', 'nothing');
    expect([first.status, first.body]).toMatchObject([200, { events: [] }]);
    const retracted = await api.post(
      `${commitment}/evidence/retraction`,
      { reference: 'Letter 7', reason: 'It is about another project' },
      most,
      { 'if-match': await etagOf(commitment, most) },
    );
    expect(retracted.status).toBe(201);
    const count = await api.count();
    const again = await attach('Letter 7', 'nothing');
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect((await attach('Letter 8', 'nothing')).body.type).toBe('urn:jwg:problem:key-reused');
    const elsewhere = await api.post('/v1/commitments/f.1.c2/progress-reports', report, most, {
      'idempotency-key': 'nothing',
    });
    expect(elsewhere.body.type).toBe('urn:jwg:problem:key-reused');
    expect(await api.count()).toBe(count);
  });

  it('does not clash with the same key of another actor', async () => {
    await send('three');
    const count = await api.count();
    expect((await send('three', { narrative: 'As seen by the secretariat' }, pk)).status).toBe(201);
    expect(await api.count()).toBe(count + 1);
  });

  it('is answered before If-Match is looked at, so a retry does not fail on its own success', async () => {
    const headers = { 'idempotency-key': 'four', 'if-match': await etagOf('/v1/commitments/f.1.c3') };
    const due = { due: { date: '2025' } };
    const first = await api.post('/v1/commitments/f.1.c3/due-date', due, pk, headers);
    expect(first.status).toBe(201);
    expect((await api.post('/v1/commitments/f.1.c3/due-date', due, pk, headers)).body).toEqual(first.body);
  });

  it.each(['', 'x'.repeat(201), 'ä', 'a\tb'])('is refused when it is %j', async (key) => {
    expect((await send(key)).body).toMatchObject({ status: 400, problems: [{ field: 'Idempotency-Key' }] });
  });

  it('holds a list of statements together', async () => {
    const note = (words: string) => ({ command: 'NoteMatter', text: { en: words } });
    const tell = (...words: string[]) =>
      api.post(`${session}/statements`, { statements: words.map(note) }, undefined, { 'idempotency-key': 'list' });
    expect((await tell('a', 'b')).body.events).toHaveLength(2);
    const count = await api.count();
    expect((await tell('a', 'b')).status).toBe(201);
    expect((await tell('a', 'b', 'c')).status).toBe(422);
    expect((await tell('a')).status).toBe(422);
    expect(await api.count()).toBe(count);
  });
});

describe('If-Match', () => {
  it('is required where a command could overwrite somebody else’s change, and the refusal says what to do', async () => {
    for (const [url, as] of [
      [`${commitment}/withdrawal`, pk],
      [`${commitment}/completion`, most],
      [`${session}/minutes/signatures`, pkChair],
    ] as const)
      expect((await api.post(url, { reason: 'x' }, as)).status).toBe(428);
    expect((await api.post(`${commitment}/withdrawal`, { reason: 'x' }, pk)).body).toMatchObject({
      type: 'urn:jwg:problem:if-match-missing',
      wayOut: expect.stringContaining('ETag'),
    });
  });

  it('admits a command that is based on the current revision, and refuses one based on an older revision', async () => {
    const seen = await etagOf(commitment);
    const set = await api.post(`${commitment}/due-date`, { due: { date: '2024' } }, pk, { 'if-match': seen });
    expect(set.status).toBe(201);
    const count = await api.count();
    const revise = (etag: string) =>
      api.post(`${commitment}/due-date/revision`, { to: { date: '2025' }, reason: 'Winter' }, pkChair, {
        'if-match': etag,
      });
    expect((await revise(seen)).body).toMatchObject({
      status: 412,
      type: 'urn:jwg:problem:stale',
      current: set.body.revision,
    });
    expect(await api.count()).toBe(count);
    expect((await revise(set.headers.etag!)).status).toBe(201);
  });

  it('is stale when it comes from an as-of answer and the commitment has changed since', async () => {
    const position = (await api.get(commitment)).body.position as number;
    await settled(await api.post(`${commitment}/assessments`, { rating: 'onTrack' }, cn));
    const old = await etagOf(`${commitment}?asOf=${position}`);
    expect((await api.post(`${commitment}/start`, { cause: 'x' }, most, { 'if-match': old })).status).toBe(412);
  });

  it('takes the ETag of a session too, and says where the session is when it is stale', async () => {
    const conclude = async (etag: string) =>
      api.post(`${session}/conclusion`, { concludedOn: '2021-01-01' }, undefined, { 'if-match': etag });
    const seen = await etagOf(session);
    const noted = await api.post(`${session}/notes`, { text: { en: 'Meanwhile' } });
    await settled(noted);
    const stale = await conclude(seen);
    expect(stale.body).toMatchObject({ status: 412, current: noted.body.revision });
    expect(await etagOf(session)).toMatch(`"${noted.body.revision}.`);
  });

  it('is understood as a proxy may have left it: weak, with -gzip, or in a list', async () => {
    const right = await etagOf(commitment, most);
    const dry = (etag: string) => api.post(`${commitment}/start`, { cause: 'x', bogus: 1 }, most, { 'if-match': etag });
    for (const etag of [right, `W/${right}`, right.replace(/"$/, '-gzip"'), `W/"7;br"`, '"7--gzip"', `"x", ${right}`])
      expect((await dry(etag)).body).toMatchObject({ status: 400, problems: [{ field: '/bogus' }] });
  });

  it.each(['*', '7', 'W/7', '"x"', '""', '"x", "y"'])('is refused when it is %s', async (etag) => {
    const answer = await api.post(`${commitment}/start`, { cause: 'x' }, most, { 'if-match': etag });
    expect(answer.body).toMatchObject({ status: 400, problems: [{ field: 'If-Match' }] });
  });
});

describe('A list of statements', () => {
  it('is recorded as a whole, in the order given', async () => {
    const answer = await api.post(`${session}/statements`, {
      statements: [
        { command: 'ReaffirmPosition', text: { en: 'Friends' } },
        { command: 'TakeDecision', text: { en: 'Decided' }, undertakings: [undertaking] },
        {
          command: 'ReviewCommitment',
          text: { en: 'Reviewed' },
          commitmentId: 'f.1.c2',
          outcome: 'carriedOver',
          toSession: 'f.2',
        },
      ],
    });
    expect((answer.body.events as { type: string }[]).map(({ type }) => type)).toEqual([
      'PositionReaffirmed',
      'DecisionTaken',
      'CommitmentReviewed',
    ]);
    await settled(answer);
  });

  it('is told by the verbs of the minutes, which say what each statement is', async () => {
    const said = (word: string, more: object = {}) => ({ verb: { word, language: 'en' }, text: { en: 'x' }, ...more });
    const answer = await api.post(`${session}/statements`, {
      statements: [said('welcomed'), said('agreed to', { undertakings: [undertaking] })],
    });
    expect(answer.body.events).toMatchObject([
      { type: 'OutcomeCommended', data: { verb: { word: 'welcomed' } } },
      { type: 'UndertakingAgreed', data: { verb: { word: 'agreed to' } } },
    ]);
    await settled(answer);
    const refused = await api.post(`${session}/statements`, {
      statements: [said('wellcomed'), { text: { en: 'x' } }, said('decided')],
    });
    expect(refused.body).toMatchObject({
      status: 400,
      problems: [
        { field: '/statements/0/verb', rule: expect.stringMatching(/^is no known verb. The nearest are “?welcomed/) },
        { field: '/statements/1', rule: 'must have a verb or a command' },
        { field: '/statements/2/undertakings', rule: 'is required' },
      ],
    });
  });

  it('is refused as a whole, with every problem of every statement', async () => {
    const count = await api.count();
    const answer = await api.post(`${session}/statements`, {
      statements: [
        { command: 'NoteMatter', text: { en: 'Fine' } },
        { command: 'NoteMatter', sessionId: 'f.1' },
        { command: 'NoteMatter', text: { en: 'x' }, provenance: {} },
      ],
    });
    expect((answer.body.problems as { field: string }[]).map(({ field }) => field).sort()).toEqual([
      '/statements/1/sessionId',
      '/statements/1/text',
      '/statements/2/provenance',
    ]);
    const refused = await api.post(`${session}/statements`, {
      statements: [
        { command: 'NoteMatter', text: { en: 'Fine' } },
        { command: 'AcceptProposal', text: { en: 'x' }, commitments: ['f.1.c99'] },
      ],
    });
    expect(refused.body).toMatchObject({ status: 409, code: 'UNKNOWN_COMMITMENT' });
    expect(await api.count()).toBe(count);
  });
});

describe('A read', () => {
  it('waits a moment for rows that are nearly there, and not for those that fail or are far behind', async () => {
    const { running } = api.platform.followers.find(({ awaitedFor }) => awaitedFor === 'rows')!;
    const { position, ...there } = running.health();
    const health = jest.spyOn(running, 'health');
    const waits = jest.spyOn(running, 'caughtUpTo').mockResolvedValue(false);
    for (const [now, waited] of [
      [{ lag: 3 }, [[position + 3, expect.any(Number)]]],
      [{ lag: 3, state: 'failing' }, []],
      [{ lag: 300_000 }, []],
      [{ lag: 0 }, []],
    ] as const) {
      health.mockReturnValue({ position, ...there, ...now });
      waits.mockClear();
      expect((await api.get(commitment)).status).toBe(200);
      expect(waits.mock.calls).toEqual(waited);
    }
    jest.restoreAllMocks();
  });

  it('with atLeast knows what was written before, with the effects of statements', async () => {
    for (let n = 0; n < 10; n += 1) {
      const told = await api.post(`${session}/decisions`, { text: { en: 'Decided' }, undertakings: [undertaking] });
      const { commitmentId } = told.body.events[0].data.undertakings[0];
      expect((await api.get(`/v1/commitments/${commitmentId}?atLeast=${told.body.cursor}`)).status).toBe(200);
    }
  });

  it('with the ETag of the last answer is answered with 304 until something changes', async () => {
    const first = await api.get('/v1/forums/f/matrix');
    const again = await api.get('/v1/forums/f/matrix', pk, { 'if-none-match': first.headers.etag! });
    expect(again).toMatchObject({ status: 304, text: '' });
    expect(again.headers).not.toHaveProperty('content-length');
    expect(again.headers).not.toHaveProperty('content-type');
    expect(again.headers).toMatchObject({
      etag: first.headers.etag,
      'cache-control': 'private, no-cache',
      vary: expect.stringMatching(/Authorization.*accept-encoding/),
    });
    for (const etag of [`W/${first.headers.etag}`, first.headers.etag!.replace(/"$/, '-gzip"'), '*'])
      expect((await api.get('/v1/forums/f/matrix', pk, { 'if-none-match': `"x", ${etag}` })).status).toBe(304);
    await settled(await api.post(`${session}/notes`, { text: { en: 'x' }, refersTo: ['f.1.c1'] }));
    const changed = await api.get('/v1/forums/f/matrix', pk, { 'if-none-match': first.headers.etag! });
    expect(changed.status).toBe(200);
    expect(changed.headers.etag).not.toBe(first.headers.etag);
  });

  it('of the matrix has what changed since a position, and the order of all', async () => {
    const ids = (lines: readonly { id: string }[]) => lines.map(({ id }) => id);
    const since = async (more: string) => await api.get(`/v1/forums/f/matrix?cells=sparse&changedSince=${more}`);
    const { body: held } = await api.get('/v1/forums/f/matrix?cells=sparse');
    expect((await since(held.position)).body.commitments).toEqual([]);
    await settled(await api.post(`${session}/notes`, { text: { en: 'x' }, refersTo: ['f.1.c1'] }));
    const { body: changed } = await since(held.position);
    expect(ids(changed.commitments)).toEqual(['f.1.c1']);
    expect(changed).toMatchObject({ order: ids(held.commitments), total: held.total, on: held.on });
    expect((await since('0')).body.commitments).toHaveLength(held.total);
    for (const refused of ['99999', '-1', 'f.1', '1&asOf=1', '1&asOfBasis=occurred', '1&signedOnly=true'])
      expect(await since(refused)).toMatchObject({ status: 400, body: { problems: [{ field: '/changedSince' }] } });
  });

  it('by HEAD has the headers of GET and nothing else', async () => {
    const headers = { authorization: await api.bearer(pk) };
    const [get, head] = await Promise.all(
      (['GET', 'HEAD'] as const).map((method) => api.app.inject({ method, url: '/v1/forums/f/matrix', headers })),
    );
    expect(head!.body).toBe('');
    const { date: _, ...expected } = get!.headers;
    expect(head!.headers).toMatchObject(expected);
  });

  it('as of a position never changes but when a person is forgotten, so it is asked for again with its ETag', async () => {
    const url = '/v1/forums/f/matrix?asOf=9';
    const first = await api.get(url);
    expect(first.headers['cache-control']).toBe('private, no-cache');
    await settled(await api.post(`${session}/notes`, { text: { en: 'x' }, refersTo: ['f.1.c1'] }));
    expect((await api.get(url)).text).toBe(first.text);
    for (const other of [
      '/v1/forums/f/matrix',
      '/v1/forums/f/matrix?asOf=2030-01-01',
      '/v1/forums/f/matrix?asOf=2022-05-01&asOfBasis=occurred',
    ])
      expect((await api.get(other)).headers['cache-control']).toBe('private, no-cache');
    expect((await api.get('/v1/forums/f/matrix?asOf=99999')).headers['cache-control']).toBe('no-store');
  });

  it('can be followed page by page through the Link header', async () => {
    for (const [start, items] of [
      ['/v1/events?limit=7', 'events'],
      ['/v1/commitments?limit=3&forum=f', 'items'],
      [`${commitment}/timeline?limit=2&signedOnly=false`, 'entries'],
      [`${session}?limit=1`, 'statements'],
    ] as const) {
      const found: unknown[] = [];
      for (let url: string | undefined = start; url;) {
        const page = await api.get(url);
        expect(page.status).toBe(200);
        found.push(...(page.body[items] as unknown[]));
        url = /^<([^>]+)>; rel="next"$/.exec(page.headers.link ?? '')?.[1];
      }
      const whole = (await api.get(start.replace(/limit=\d+/, 'limit=500'))).body[items] as unknown[];
      expect(found).toEqual(whole);
      expect(found.length).toBeGreaterThan(3);
    }
  });

  it('is compressed for a client that accepts gzip', async () => {
    const plain = await api.get('/v1/events?limit=100');
    const { rawPayload, headers } = await api.app.inject({
      method: 'GET',
      url: '/v1/events?limit=100',
      headers: { authorization: await api.bearer(pk), 'accept-encoding': 'gzip' },
    });
    expect(headers).toMatchObject({ 'content-encoding': 'gzip', vary: expect.stringContaining('accept-encoding') });
    expect(headers.vary).toContain('Authorization');
    expect(gunzipSync(rawPayload).toString()).toBe(plain.text);
  });

  it('by OPTIONS, without the headers of a browser’s preflight, is answered by the API itself', async () => {
    const { status, headers } = await api.send({ method: 'OPTIONS', url: '/v1/forums' });
    expect([status < 300 || headers['content-type']!.includes('problem+json')]).toEqual([true]);
  });

  it('is allowed from web pages of the configured origins, and of no others', async () => {
    const ask = (origin: string) =>
      api.send({ method: 'OPTIONS', url: '/v1/forums', headers: { origin, 'access-control-request-method': 'GET' } });
    expect((await ask('https://jwg.example')).headers['access-control-allow-origin']).toBe('https://jwg.example');
    expect((await ask('https://evil.example')).headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('An import', () => {
  const file = `forums:\n  - id: g\n    name: { en: G }\n    level: workingGroup\n    sides:\n      - { side: PK, name: { en: P }, lead: pk-most }\n      - { side: CN, name: { en: C }, lead: cn-most }\n`;
  const send = async (payload: string, query = '', type = 'application/yaml') =>
    api.send({
      method: 'POST',
      url: `/v1/imports${query}`,
      payload,
      headers: { authorization: await api.bearer(actors.recorder), 'content-type': type },
    });

  it('is only counted by a dry run, then written, and known when it comes again', async () => {
    const count = await api.count();
    expect(await send(file, '?dryRun=true')).toMatchObject({
      status: 200,
      body: { dryRun: true, events: 1, problems: [] },
    });
    expect(await api.count()).toBe(count);
    expect(await send(file)).toMatchObject({ status: 201, body: { events: 1 } });
    expect(await send(file)).toMatchObject({ status: 200, body: { events: 0, known: 1 } });
  });

  it('with mistakes is refused with the line of each mistake', async () => {
    const bad = file.replace('level: workingGroup', 'level: club').replace('id: g', 'id: h');
    expect(await send(bad)).toMatchObject({
      status: 422,
      body: { type: 'urn:jwg:problem:import-problems', problems: [{ field: 'forums[0].level', line: 4 }] },
    });
    expect(await send(bad, '?dryRun=true')).toMatchObject({ status: 200, body: { problems: [{ line: 4 }] } });
    expect((await send('{"forums":[', '', 'application/json')).status).toBe(422);
    expect((await send(file, '?dryRun=1')).status).toBe(400);
    expect((await send('', '')).status).toBe(400);
  });
});
