import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { boot, type Booted } from '../testing/booted.js';
import { forum, scene } from '../testing/scene.js';

let api: Booted;
beforeAll(async () => {
  api = await boot();
  await scene(api);
  await api.post('/v1/forums', { ...forum, forumId: 'g' });
  await api.post('/v1/forums', { ...forum, forumId: 'h' });
});
afterAll(() => api.close());

const schedule = (sessionId: string, more: object = {}) =>
  api.post('/v1/sessions', { sessionId, mode: 'virtual', ...more });
const joint = (sessionId: string, numbers: object) => schedule(sessionId, { alsoServes: ['g'], numbers });
const act = async (session: string, path: string, body: object) => {
  const { headers } = await api.get(`/v1/sessions/${session}`);
  return api.post(`/v1/sessions/${session}/${path}`, body, undefined, { 'if-match': headers.etag! });
};
const caughtUp = async (): Promise<void> => {
  const { body } = await api.post('/v1/forums/h/verbs', {
    word: `said ${Math.random()}`,
    language: 'en',
    like: 'noted',
  });
  await api.platform.caughtUpTo((body as { cursor: string }).cursor, 5_000);
};
const numbersIn = async (of: string): Promise<string[]> => {
  await caughtUp();
  const { body } = await api.get(`/v1/forums/${of}/sessions`);
  return (body as { sessions: { id: string; number?: number }[] }).sessions.map(({ id, number }) => `${id}: ${number}`);
};
const codeOf = ({ status, body }: { status: number; body: unknown }) => [status, (body as { code?: string }).code];

describe('A sitting that two forums count under numbers of their own', () => {
  it('is scheduled with both numbers at once, and each list shows its own', async () => {
    const { status, body } = await joint('f.6', { g: 2 });
    expect([status, (body as { events: { type: string }[] }).events.map(({ type }) => type)]).toEqual([
      201,
      ['SessionScheduled', 'NumberGiven'],
    ]);
    expect([await numbersIn('f'), await numbersIn('g')]).toEqual([['f.6: 6'], ['f.6: 2']]);
    expect(((await api.get('/v1/sessions/g.2')).body as { id: string }).id).toBe('f.6');
  });

  it('leaves nothing behind where the number is taken: by a sitting, or by a session', async () => {
    expect(codeOf(await joint('f.7', { g: 2 }))).toEqual([409, 'SESSION_EXISTS']);
    expect(codeOf(await schedule('g.2'))).toEqual([409, 'SESSION_EXISTS']);
    expect((await schedule('g.3')).status).toBe(201);
    expect(codeOf(await joint('f.7', { g: 3 }))).toEqual([409, 'SESSION_EXISTS']);
    expect((await api.get('/v1/sessions/f.7')).status).toBe(404);
  });

  it('gives a number back that was a mistake, and takes the right one', async () => {
    await caughtUp();
    const timeline = (await api.get('/v1/sessions/f.6/timeline')).body as {
      entries: { eventId: string; type: string }[];
    };
    const { eventId } = timeline.entries.find(({ type }) => type === 'SessionScheduled')!;
    const correction = { eventId, field: 'numbers', reason: 'Mistyped' };
    expect(codeOf(await act('f.6', 'corrections', { ...correction, new: { g: 3 } }))).toEqual([409, 'SESSION_EXISTS']);
    expect((await act('f.6', 'corrections', { ...correction, new: { g: 4 } })).status).toBe(201);
    expect(await numbersIn('g')).toEqual(['g.3: 3', 'f.6: 4']);
    expect((await schedule('g.2')).status).toBe(201);
  });

  it('frees its numbers when it is annulled', async () => {
    expect((await act('f.6', 'annulment', { reason: 'Entered twice' })).status).toBe(201);
    expect(await numbersIn('g')).toEqual(['g.2: 2', 'g.3: 3']);
    expect((await schedule('g.4')).status).toBe(201);
  });
});
