import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isPublished } from '@jwg/published-language';
import { CloudEvent } from 'cloudevents';
import { actors } from '../testing/booted.js';
import { bootListening, type Listening } from '../testing/listening.js';
import { play } from '../testing/playing.js';

let api: Listening;

const institution = (n: number) => ({ institution: `pk-${n}`, side: 'PK', name: { en: `Institution ${n}` } });
const register = async (n: number) => {
  const answer = await api.post('/v1/forums/cpec-jwg-st/institutions', institution(n));
  expect(answer.status).toBe(201);
  return answer.body.events[0] as { id: string; position: number };
};
const published = async () => (await api.platform.store.readAll(undefined, 5_000)).filter(isPublished);

beforeAll(async () => {
  api = await bootListening({ heartbeatMs: 50, publicUrl: 'https://ledger.example' });
  await play(api);
  const reminder = await api.post(
    '/v1/commitments/cpec-jwg-st.2.c1/reminders',
    { to: 'pk-most', regarding: 'A word among ourselves', provenance: { visibility: 'sideInternal' } },
    actors.pk,
  );
  expect(reminder.status).toBe(201);
}, 60_000);
afterAll(() => api.close());

describe('The stream of events', () => {
  it('tells every published event once, in order, each a CloudEvent, and each further one as it is written', async () => {
    const reader = await api.listen('', {}, actors.pk);
    expect(reader.answer).toMatchObject({
      statusCode: 200,
      headers: { 'content-type': 'text/event-stream; charset=utf-8', 'x-content-type-options': 'nosniff' },
    });
    const late = await register(1);
    await reader.until(() => reader.heard.at(-1)?.data.id === late.id);
    const events = await published();
    expect(reader.heard.map(({ data }) => data.id)).toEqual(events.map(({ id }) => id));
    expect(reader.heard.map(({ id }) => id)).toEqual(events.map(({ cursor }) => cursor));
    for (const { id, type, data } of reader.heard) {
      expect(() => new CloudEvent(data as object, true)).not.toThrow();
      expect(data).toMatchObject({ type, cursor: id, source: 'https://ledger.example' });
    }
    expect(reader.text()).not.toContain('among ourselves');
    reader.leave();
  });
});
