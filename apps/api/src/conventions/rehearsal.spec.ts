import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Rehearsed } from '@jwg/application';
import { actors, boot, type Booted } from '../testing/booted.js';
import { play } from '../testing/playing.js';
import { scene, undertaking } from '../testing/scene.js';

const { pk, cn, most, recorder, auditor } = actors;
const rehearsed = ({ body }: { body: unknown }) => body as Rehearsed;
const typesOf = ({ body }: { body: unknown }) =>
  [...rehearsed({ body }).events, ...rehearsed({ body }).effects].map(({ type }) => type);

describe('A rehearsal of each command of the story', () => {
  it('tells the events and the effects that the command then has, and writes nothing', async () => {
    const api = await boot();
    const told: [string, ...unknown[]][] = [];
    const happened: typeof told = [];
    await play(api, async ({ command, events }, url, ...request) => {
      const count = await api.count();
      const answer = await api.post(`${url}?rehearse=true`, ...request);
      told.push([command, answer.status, typesOf(answer), await api.count()]);
      happened.push([command, 200, events, count]);
    });
    expect(told).toEqual(happened);
    await api.close();
  }, 120_000);
});

describe('A rehearsal', () => {
  let api: Booted;
  const c1 = '/v1/commitments/f.1.c1';
  const session = '/v1/sessions/f.1';
  const report = { completedOn: '2022-05', evidence: [{ reference: 'photo' }] };
  const etagOf = async (url: string) => (await api.get(url, pk)).headers.etag!;
  const before = { adoption: 'provisional', implementation: 'notStarted', disposition: 'open', status: 'notStarted' };
  beforeAll(async () => {
    api = await boot();
    await scene(api, { institutions: ['pk-most', 'cn-most'], commitments: 2 });
  });
  afterAll(() => api.close());

  it('shows where the commitment stands before and after, and by which rule it moves', async () => {
    const answer = await api.post(`${c1}/completion?rehearse=true`, report, most, { 'if-match': await etagOf(c1) });
    expect(answer).toMatchObject({ status: 200, body: { effects: [], doubts: [] } });
    expect(rehearsed(answer).events).toEqual([
      {
        subject: 'f.1.c1',
        type: 'CompletionReported',
        data: { by: { side: 'PK', institution: 'pk-most' }, ...report },
        visibility: 'public',
      },
    ]);
    expect(rehearsed(answer).commitments).toEqual([
      {
        commitmentId: 'f.1.c1',
        before,
        after: { ...before, implementation: 'reportedComplete', status: 'reportedComplete' },
        rules: ['T8'],
      },
    ]);
    expect((await api.get(c1)).body).toMatchObject({ status: 'notStarted' });
  });

  it('shows the commitments that a statement would begin, with the ids that they would get', async () => {
    const answer = await api.post(`${session}/decisions?rehearse=true`, {
      text: { en: 'Decided' },
      undertakings: [undertaking],
    });
    expect(rehearsed(answer).effects.map(({ subject, type }) => [subject, type])).toEqual([
      ['f.1.c3', 'CommitmentRegistered'],
    ]);
    expect(rehearsed(answer).commitments).toEqual([{ commitmentId: 'f.1.c3', after: before, rules: ['T2'] }]);
  });

  it('shows an effect that the rules would not apply, and why', async () => {
    const answer = await api.post(`${session}/reviews?rehearse=true`, {
      text: { en: 'The work was reopened' },
      commitmentId: 'f.1.c1',
      outcome: 'reopened',
      reason: 'It goes on',
    });
    expect(rehearsed(answer).effects).toEqual([
      expect.objectContaining({
        type: 'EffectNotApplied',
        data: expect.objectContaining({ refusal: expect.objectContaining({ code: 'NOTHING_TO_REOPEN' }) }),
      }),
    ]);
    expect(rehearsed(answer).commitments).toEqual([{ commitmentId: 'f.1.c1', before, after: before, rules: [] }]);
  });

  it('shows what is doubtful beside what it would lead to, until that is confirmed', async () => {
    const said = { text: { en: 'Decided' }, undertakings: [{ ...undertaking, due: { date: '1912' } }] };
    const rehearse = (more: object = {}) => api.post(`${session}/decisions?rehearse=true`, { ...said, ...more });
    const doubtful = await rehearse();
    expect(typesOf(doubtful)).toEqual(['DecisionTaken', 'CommitmentRegistered']);
    expect(rehearsed(doubtful).doubts).toEqual([
      expect.objectContaining({ code: 'DUE_BEFORE_THE_SESSION', field: '/undertakings/0/due/date' }),
    ]);
    const confirmed = await rehearse({ confirm: ['DUE_BEFORE_THE_SESSION'] });
    expect(rehearsed(confirmed)).toEqual({ ...rehearsed(doubtful), doubts: [] });
  });

  it('shows no events where it is so already', async () => {
    const due = { due: { date: '2025' } };
    const send = async (query = '') =>
      api.post(`/v1/commitments/f.1.c2/due-date${query}`, due, pk, {
        'if-match': await etagOf('/v1/commitments/f.1.c2'),
      });
    expect(typesOf(await send('?rehearse=true'))).toEqual(['DueDateSet']);
    const { cursor } = (await send()).body as { cursor: string };
    await api.platform.caughtUpTo(cursor, 5_000);
    expect(await send('?rehearse=true')).toMatchObject({
      status: 200,
      body: { events: [], effects: [], commitments: [], doubts: [] },
    });
  });

  it('is refused as the command would be', async () => {
    const stale = { 'if-match': '"0"' };
    await api.post(`${c1}/progress-reports`, { narrative: 'Begun' }, most);
    const post = (path: string, body: object, as = pk, headers: Record<string, string> = {}) =>
      api.post(`${c1}${path}?rehearse=true`, body, as, headers);
    const current = { 'if-match': await etagOf(c1) };
    expect(await post('/completion/confirmation', {}, pk, current)).toMatchObject({
      status: 409,
      body: { code: 'NOT_REPORTED_COMPLETE' },
    });
    expect(await post('/due-date', { due: { date: '2025' } }, pk, stale)).toMatchObject({ status: 412 });
    expect(await post('/due-date', { due: { date: '2025' } })).toMatchObject({ status: 428 });
    expect(await post('/due-date', { due: { date: 'soon' } }, pk, current)).toMatchObject({ status: 400 });
    expect(await post('/progress-reports', { narrative: 'x' }, auditor)).toMatchObject({ status: 403 });
    expect(await post('/progress-reports', { narrative: 'x' }, cn)).toMatchObject({ status: 200 });
  });

  it('is refused where an event would be too large, though the body is not', async () => {
    const long = '字'.repeat(4000);
    const languages = Array.from({ length: 20 }, (_, n) => `a${String.fromCharCode(97 + n)}`);
    const text = Object.fromEntries(languages.map((language) => [language, long]));
    const decision = (filling: string) => ({
      text: { en: long, zh: '字'.repeat(2000), ur: filling },
      undertakings: [{ ...undertaking, text }],
    });
    const room = 256 * 1024 - Buffer.byteLength(JSON.stringify(decision('')));
    for (const query of ['', '?rehearse=true'])
      expect(await api.post(`${session}/decisions${query}`, decision('x'.repeat(room)))).toMatchObject({
        status: 413,
        body: { detail: expect.stringMatching(/^An event/) },
      });
  });

  it('leaves the key free for the command, and shows nothing more once the key has been used', async () => {
    const headers = { 'idempotency-key': 'rehearsed' };
    const send = (narrative: string, query = '') =>
      api.post(`${c1}/progress-reports${query}`, { narrative }, most, headers);
    expect(typesOf(await send('One', '?rehearse=true'))).toEqual(['ProgressReported']);
    expect((await send('Two')).status).toBe(201);
    expect(typesOf(await send('Two', '?rehearse=true'))).toEqual([]);
    expect((await send('One', '?rehearse=true')).status).toBe(422);
  });

  it.each(['rehearse=yes', 'rehearse=', 'rehearse=true&rehearse=true', 'rehearse=true&dryRun=true'])(
    'is not asked for by ?%s, and then nothing is done either',
    async (query) => {
      const count = await api.count();
      expect((await api.post(`${c1}/progress-reports?${query}`, { narrative: 'x' }, most)).status).toBe(400);
      expect(await api.count()).toBe(count);
    },
  );

  it('is there for commands of the ledger only', async () => {
    const replay = { from: 0, to: 1, topic: 'x' };
    expect((await api.post('/v1/replays?rehearse=true', replay, recorder)).status).toBe(400);
    expect((await api.post('/v1/imports?rehearse=true', {}, recorder)).status).toBe(400);
  });
});
