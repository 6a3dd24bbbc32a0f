import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actors, boot, type Booted } from '../testing/booted.js';
import { scene, undertaking } from '../testing/scene.js';

const { recorder } = actors;
let api: Booted;
beforeAll(async () => {
  api = await boot();
  await scene(api, { institutions: ['pk-most', 'cn-most'], commitments: 1 });
});
afterAll(() => api.close());

describe('What is implausible', () => {
  const url = '/v1/sessions/f.1/statements';
  const late = { ...undertaking, due: { date: '1912' } };
  const statements = [
    { command: 'NoteMatter', text: { en: 'Noted.' }, verb: { word: 'took note', language: 'en' } },
    { command: 'TakeDecision', text: { en: 'Decided.' }, undertakings: [late] },
  ];
  const code = 'DUE_BEFORE_THE_SESSION';

  it('is asked back, with its code, its place, the rule and the way out; nothing is written', async () => {
    const count = await api.count();
    expect(await api.post(url, { statements }, recorder)).toMatchObject({
      status: 409,
      body: {
        type: 'urn:jwg:problem:implausible',
        code,
        wayOut: expect.stringContaining(`confirm: [${code}]`),
        problems: [
          {
            code,
            field: '/statements/1/undertakings/0/due/date',
            rule: expect.stringMatching(/^is 1912, and it was brought up on /),
            wayOut: 'Correct the due date, or the day of the session.',
          },
        ],
      },
    });
    expect(await api.count()).toBe(count);
  });

  it('is taken when it is confirmed, under the same Idempotency-Key, and the event says so', async () => {
    const headers = { 'idempotency-key': 'late' };
    expect((await api.post(url, { statements }, recorder, headers)).status).toBe(409);
    const taken = await api.post(url, { statements, confirm: [code] }, recorder, headers);
    expect(taken.status).toBe(201);
    expect((await api.post(url, { statements }, recorder, headers)).body).toEqual(taken.body);
    const { cursor } = taken.body as { cursor: string };
    const { entries } = (await api.get(`/v1/sessions/f.1/timeline?atLeast=${cursor}`, recorder)).body as {
      entries: { type: string; doubts?: string[] }[];
    };
    expect(entries.at(-1)).toMatchObject({ type: 'DecisionTaken', doubts: [code] });
  });

  it('is confirmed by codes that there are, and by no others', async () => {
    expect(await api.post(url, { statements, confirm: ['SURE'] }, recorder)).toMatchObject({
      status: 400,
      body: { problems: [{ field: '/confirm/0' }] },
    });
  });
});
