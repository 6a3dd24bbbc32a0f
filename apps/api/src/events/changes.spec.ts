import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actors } from '../testing/booted.js';
import { bootListening, type Listening } from '../testing/listening.js';
import { scene } from '../testing/scene.js';

const ownPage = { 'sec-fetch-site': 'same-origin' };
const stream = '/v1/changes/stream';

let api: Listening;
beforeAll(async () => {
  api = await bootListening({ heartbeatMs: 50 });
  await scene(api, { institutions: ['pk-most', 'cn-most'], commitments: 2 });
});
afterAll(() => api.close());

const signedIn = async (actor: (typeof actors)[keyof typeof actors]) => {
  const code = await api.issuer.links.make({ actor, seconds: 60 }, 60);
  const answer = await api.send({ method: 'POST', url: '/auth/link', headers: ownPage, payload: { code } });
  return /^[^;]*/.exec(String(answer.headers['set-cookie']))![0];
};
const listen = async (actor: (typeof actors)[keyof typeof actors], after = 'end') => {
  const reader = await api.listenAt(`${stream}?after=${after}`, { cookie: await signedIn(actor) });
  await reader.until(() => reader.text() !== '');
  return reader;
};
const remind = async (internal: boolean) => {
  const provenance = internal ? { provenance: { visibility: 'sideInternal' } } : {};
  const reminder = { to: 'pk-most', regarding: 'A word among ourselves', ...provenance };
  const answer = await api.post('/v1/commitments/f.1.c1/reminders', reminder, actors.pk);
  expect(answer.status).toBe(201);
  return answer.body as { cursor: string; events: [{ position: number }] };
};

describe('The stream of changes', () => {
  it('tells what changed as soon as it is written, and nothing of its data', async () => {
    const reader = await listen(actors.auditor);
    const { cursor, events } = await remind(false);
    await reader.until(() => reader.heard.length > 0);
    expect(reader.answer.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    expect(reader.heard).toEqual([
      {
        id: cursor,
        type: 'changed',
        data: { position: events[0].position, subjects: ['f.1.c1'], types: ['ReminderIssued'] },
      },
    ]);
    expect(reader.text()).not.toContain('among ourselves');
    reader.leave();
  });

  it('tells what is internal to a side to that side alone', async () => {
    const [own, other, none] = await Promise.all([actors.pk, actors.cn, actors.auditor].map((it) => listen(it)));
    const inner = await remind(true);
    await own!.until(() => own!.heard.length === 1);
    const open = await remind(false);
    for (const reader of [own!, other!, none!]) {
      await reader.until(() => reader.lastId() === open.cursor);
      const positions = reader.heard.map(({ data }) => data.position as number);
      const expected = [...(reader === own ? inner.events : []), ...open.events].map(({ position }) => position);
      expect(positions).toEqual(expected);
      reader.leave();
    }
  });

  it('names every commitment that a statement is about, and tells all that came before in few pieces', async () => {
    const reader = await listen(actors.auditor);
    const { body } = await api.post('/v1/sessions/f.1/appreciations', {
      text: { en: 'Both sides appreciated the progress' },
      refersTo: ['f.1.c1', 'f.1.c2'],
    });
    expect(body).toMatchObject({ events: [{ type: 'ProgressAppreciated' }] });
    await reader.until(() => reader.heard.some(({ id }) => id === body.cursor));
    expect(reader.heard[0]!.data.subjects).toEqual(['f.1', 'f.1.c1', 'f.1.c2']);
    reader.leave();

    const [first] = await api.platform.store.readAll(undefined, 1);
    const late = await listen(actors.auditor, first!.cursor);
    const { position } = body.events[0] as { position: number };
    await late.until(() => late.heard.some(({ data }) => data.position >= position));
    expect(late.heard.length).toBeLessThan(3);
    expect(late.heard.flatMap(({ data }) => data.subjects as string[])).toEqual(
      expect.arrayContaining(['f', 'f.1', 'f.1.c1', 'f.1.c2']),
    );
    late.leave();
  });

  it('ends when its reader signs out', async () => {
    const cookie = await signedIn(actors.pk);
    const reader = await api.listenAt(stream, { cookie });
    await reader.until(() => reader.heard.length > 0);
    await api.send({ method: 'POST', url: '/auth/end', headers: { cookie, ...ownPage } });
    await reader.ended;
  });

  it('has no place for a reader who follows too often', async () => {
    const small = await bootListening({ mostStreamsOfOne: 1 });
    const authorization = await small.bearer(actors.auditor);
    const reader = await small.listenAt(stream, { authorization });
    const [events, changes] = [await small.listen(), await small.listenAt(stream, { authorization })];
    expect([reader, events, changes].map(({ answer }) => answer.statusCode)).toEqual([200, 503, 503]);
    reader.leave();
    await small.close();
  });
});
