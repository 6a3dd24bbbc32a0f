import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '@jwg/domain';
import type { Answer } from '../testing/answer.js';
import { actors, boot, type Booted } from '../testing/booted.js';
import { scene } from '../testing/scene.js';

const { pk, cn, stza, most, recorder } = actors;
const auditorOf = (side: string): Actor => ({ id: `auditor-${side}`, role: 'auditor', side });
const secret = 'Known to one side only';
const commitment = '/v1/commitments/f.1.c1';

let api: Booted;
let internal: Answer;
beforeAll(async () => {
  api = await boot();
  await scene(api, { institutions: ['pk-most', 'pk-stza', 'cn-most'], commitments: 1 });
  internal = await api.post(
    `${commitment}/reminders`,
    { to: 'pk-most', regarding: secret, provenance: { visibility: 'sideInternal' } },
    pk,
  );
  await api.platform.caughtUpTo(internal.body.cursor as string, 5_000);
});
afterAll(() => api.close());

describe('What one side keeps to itself', () => {
  const questions = [
    '/v1/events?limit=500',
    '/v1/forums',
    '/v1/forums/f',
    '/v1/forums/f/sessions',
    '/v1/forums/f/matrix',
    '/v1/forums/f/timeline',
    '/v1/sessions/f.1',
    '/v1/sessions/f.1/timeline',
    '/v1/commitments',
    commitment,
    `${commitment}/timeline`,
    `${commitment}/evidence`,
    '/v1/institutions/pk-most/board',
    '/v1/silence?includeUnsigned=true',
  ];
  const moments = ['', 'asOf=2100-01-01', 'asOf=2100-01-01&asOfBasis=occurred', 'signedOnly=true'];
  const told = async (url: string, as: Actor) => {
    const { status, text } = await api.get(url, as);
    expect([200, 404]).toContain(status);
    return text.includes(secret) || text.includes(internal.body.events[0].id as string);
  };

  it('is recorded', () => expect(internal.status).toBe(201));

  it('is shown to that side', async () => {
    for (const who of [pk, most, auditorOf('PK')]) {
      expect(await told(`${commitment}/timeline`, who)).toBe(true);
      expect(await told('/v1/events?limit=500', who)).toBe(true);
    }
  });

  it.each(questions)('is shown to nobody else by %s, as of whatever moment', async (question) => {
    for (const who of [cn, auditorOf('CN'), actors.auditor, actors.service, recorder])
      for (const moment of question.startsWith('/v1/events') ? [''] : moments) {
        const url = moment === '' ? question : `${question}${question.includes('?') ? '&' : '?'}${moment}`;
        expect([url, who.id, await told(url, who)]).toEqual([url, who.id, false]);
      }
  });

  it('is refused from an actor without a side', async () => {
    const answer = await api.post(
      '/v1/commitments',
      { commitmentId: 'f.0.c1', kind: 'support', title: { en: 'x' }, provenance: { visibility: 'sideInternal' } },
      recorder,
    );
    expect(answer.status).toBe(409);
  });

  it('leaves the revision that the other side sees as it was, however much it is', async () => {
    const revisionOf = async (as: Actor) => Number(/^"(\d+)\./.exec((await api.get(commitment, as)).headers.etag!)![1]);
    const [theirs, own] = [await revisionOf(cn), await revisionOf(pk)];
    const reminder = { to: 'pk-most', regarding: secret, provenance: { visibility: 'sideInternal' } };
    for (let n = 0; n < 40; n += 1) {
      const { body } = await api.post(`${commitment}/reminders`, reminder, pk);
      await api.platform.caughtUpTo(body.cursor as string, 5_000);
    }
    expect([await revisionOf(cn), await revisionOf(pk)]).toEqual([theirs, own + 40]);
  });
});

describe('An actor', () => {
  it('acts only for their own side', async () => {
    const office = { side: 'PK', name: 'N', office: 'O' };
    expect((await api.post('/v1/forums/f/co-chairs', office, cn)).body).toMatchObject({
      status: 403,
      code: 'OTHER_SIDE',
    });
    expect((await api.post('/v1/forums/f/co-chairs', office, pk)).status).toBe(201);
  });

  it('is told who may act on a commitment that another institution is responsible for', async () => {
    const report = { narrative: 'Done' };
    expect((await api.post(`${commitment}/progress-reports`, report, stza)).body).toMatchObject({
      status: 403,
      code: 'OTHER_INSTITUTION',
      detail: expect.stringContaining('pk-most is'),
      wayOut: expect.stringContaining('that the answer names'),
    });
    expect((await api.post(`${commitment}/progress-reports`, report, most)).status).toBe(201);
  });
});
