import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isPublished } from '@jwg/published-language';
import { CloudEvent } from 'cloudevents';
import { actors } from '../testing/booted.js';
import { bootListening, type Listening } from '../testing/listening.js';
import { play } from '../testing/playing.js';
import { scene } from '../testing/scene.js';

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

/** Bytes in use after a garbage collection. */
const memory = (): number => {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

describe('The stream of events', () => {
  it('sends every published event once, in order, as a CloudEvent, and each new one when it is written', async () => {
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
  it('can be limited to some types, to one forum, and to the events after a cursor or after now', async () => {
    const events = await published();
    const types = 'ProgressReported,DecisionTaken';
    const some = await api.listen(`?types=${types}&forum=cpec-jwg-st&after=${events[3]!.cursor}`);
    const wanted = events
      .slice(4)
      .filter(({ type, stream }) => types.split(',').includes(type) && /^\w+-cpec-jwg-st(\.|$)/.test(stream));
    expect(wanted.length).toBeGreaterThan(1);
    await some.until(() => some.heard.length >= wanted.length);
    const fromNow = await api.listen('?after=end');
    await fromNow.until(() => fromNow.text() !== '');
    const late = await register(2);
    await fromNow.until(() => fromNow.heard.length > 0);
    expect(fromNow.heard.map(({ data }) => data.id)).toEqual([late.id]);
    expect(some.heard.map(({ data }) => data.id)).toEqual(wanted.map(({ id }) => id));
    some.leave();
    fromNow.leave();
  });

  it('sends heartbeats with the cursor that it has reached, even when it sends no events', async () => {
    const reader = await api.listen('?types=WorkStarted&forum=cpec-jcc');
    await reader.until(() => reader.text().split('\n:\n').length > 3);
    expect(reader.heard).toEqual([]);
    expect(reader.lastId()).toBe((await api.platform.store.readAll(undefined, 5_000)).at(-1)!.cursor);
    expect(reader.text()).toMatch(/^retry: \d+\n\n/);
    reader.leave();
  });

  it('loses and repeats nothing for a client that reconnects with Last-Event-ID again and again while others write', async () => {
    const before = await published();
    const start = before.at(-1)!.cursor;
    let written = 0;
    const writers = Promise.all(
      Array.from({ length: 4 }, async (_, writer) => {
        for (let n = 0; n < 40; n += 1, written += 1) await register(1_000 * (writer + 1) + n);
      }),
    );
    const heard: string[] = [];
    let last = start;
    for (let visit = 0; heard.length < 160; visit += 1) {
      // The URL names where the reader first began; the header names its last event.
      const reader = await api.listen(`?after=${start}`, visit === 0 ? {} : { 'last-event-id': last });
      const enough = Math.min(visit % 3, 160 - heard.length);
      await reader.until(() => reader.heard.length >= enough);
      reader.leave();
      await reader.ended;
      heard.push(...reader.heard.map(({ data }) => data.id as string));
      last = reader.lastId() ?? last;
    }
    await writers;
    expect(written).toBe(160);
    expect(heard).toEqual((await published()).slice(before.length).map(({ id }) => id));
  }, 30_000);

  it('ends when the token expires, and does not start without a valid one', async () => {
    const token = await api.issuer.issue(actors.service, 3600);
    let now = Date.now();
    const moving = await bootListening({ clock: () => new Date(now), heartbeatMs: 20 });
    await scene(moving);
    const reader = await moving.listen('', {}, actors.service);
    await reader.until(() => reader.heard.length === 1);
    now += 3_700_000;
    await reader.ended;
    expect(reader.answer.complete).toBe(true);
    const stranger = await moving.listen('', { authorization: `Bearer ${token}` });
    expect(stranger.answer).toMatchObject({
      statusCode: 401,
      headers: { 'content-type': expect.stringContaining('application/problem+json') },
    });
    await moving.close();
  });

  it('ends at once when the server stops, even for a client that reads nothing', async () => {
    const stopping = await bootListening();
    const readers = await Promise.all([stopping.listen(), stopping.listen()]);
    const stuck = await stopping.listen();
    stuck.answer.pause();
    await readers[0].until(() => readers[0].text() !== '');
    const began = Date.now();
    await stopping.close();
    await Promise.all(readers.map(({ ended }) => ended));
    expect(readers.map(({ answer }) => answer.complete)).toEqual([true, true]);
    expect(Date.now() - began).toBeLessThan(10_000);
    stuck.leave();
  });

  it('refuses a bad request with a problem document, as other routes do', async () => {
    for (const [query, status] of [
      ['?after=nowhere', 400],
      ['?after=99999999', 400],
      ['?types=NoSuchThing', 400],
      ['?limit=3', 400],
      ['?forum=no-such', 404],
    ] as const)
      expect([query, (await api.get(`/v1/events/stream${query}`)).body]).toMatchObject([query, { status }]);
    expect((await api.get('/v1/events/stream', actors.auditor, { 'last-event-id': 'nowhere' })).status).toBe(400);
    expect((await api.send({ method: 'GET', url: '/v1/events/stream' })).status).toBe(401);
  });

  it('answers HEAD with the headers alone', async () => {
    const { statusCode, headers, body } = await api.app.inject({
      method: 'HEAD',
      url: '/v1/events/stream',
      headers: { authorization: await api.bearer(actors.auditor) },
    });
    expect([statusCode, headers['content-type'], body]).toEqual([200, 'text/event-stream; charset=utf-8', '']);
  });

  it('is never compressed, so that each event arrives at once', async () => {
    const reader = await api.listen('?after=end', { 'accept-encoding': 'gzip, br' });
    expect(reader.answer.headers['content-encoding']).toBeUndefined();
    const late = await register(3);
    await reader.until(() => reader.heard.length > 0);
    expect(reader.heard[0]!.data.id).toBe(late.id);
    reader.leave();
  });

  it('admits a limited number of clients, tells the others when to try again, and counts them in the metrics', async () => {
    const small = await bootListening({ mostStreams: 2 });
    const figure = async () =>
      Number(/^jwg_event_streams (\d+)$/m.exec((await small.send({ method: 'GET', url: '/metrics' })).text)![1]);
    const [first, second] = [await small.listen(), await small.listen()];
    expect(await figure()).toBe(2);
    expect(await small.get('/v1/events/stream')).toMatchObject({
      status: 503,
      headers: { 'retry-after': '30' },
      body: { type: 'urn:jwg:problem:unavailable' },
    });
    first.leave();
    while ((await figure()) > 1) await new Promise((resolve) => setTimeout(resolve, 5));
    const third = await small.listen();
    expect(third.answer.statusCode).toBe(200);
    second.leave();
    third.leave();
    await small.close();
  });

  it('admits a limited number of clients of one actor, and leaves the places of all others', async () => {
    const small = await bootListening({ mostStreamsOfOne: 2 });
    const [first, second] = [await small.listen(), await small.listen()];
    expect(await small.get('/v1/events/stream')).toMatchObject({
      status: 503,
      body: { detail: expect.stringContaining('2 of your readers follow the events here already') },
    });
    const other = await small.listen('', {}, actors.service);
    expect(other.answer.statusCode).toBe(200);
    for (const reader of [first, second, other]) reader.leave();
    await small.close();
  });

  it('uses little memory for a client that does not read, delays no other client, and disconnects it in the end', async () => {
    const busy = await bootListening({ patienceMs: 3_000 });
    await scene(busy);
    // 40 MB of events, more than the sockets of all these readers can buffer.
    const { store } = busy.platform;
    const [model] = await store.readAll(undefined, 1);
    const long = 'x'.repeat(200_000);
    for (let batch = 0; batch < 4; batch += 1)
      await store.append([
        {
          stream: 'forum-g',
          expected: batch === 0 ? 'noStream' : batch * 50 - 1,
          events: Array.from({ length: 50 }, () => ({ ...model!, id: randomUUID(), data: { long } })),
        },
      ]);
    const before = memory();
    const authorization = await busy.bearer(actors.service);
    const connections: Socket[] = [];
    busy.app.getHttpServer().on('connection', (socket: Socket) => connections.push(socket));
    const stuck = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const socket = connect(busy.port, '127.0.0.1')
          .on('error', () => {})
          .pause();
        await once(socket, 'connect');
        socket.write(`GET /v1/events/stream HTTP/1.1\r\nHost: here\r\nAuthorization: ${authorization}\r\n\r\n`);
        return socket;
      }),
    );
    while (connections.length < 10) await new Promise((resolve) => setTimeout(resolve, 5));
    const theirs = [...connections];
    const reader = await busy.listen();
    await reader.until(() => reader.heard.length > 200);
    for (const { writableLength } of theirs) expect(writableLength).toBeLessThan(1_000_000);
    expect(memory() - before).toBeLessThan(250_000_000); // 400 MB are still unsent to these readers
    expect((await busy.get('/health/live')).status).toBe(200);
    await Promise.all(theirs.map(async (socket) => socket.destroyed || once(socket, 'close')));
    expect(reader.answer.destroyed).toBe(false);
    stuck.forEach((socket) => socket.destroy());
    reader.leave();
    await busy.close();
  }, 60_000);
});
