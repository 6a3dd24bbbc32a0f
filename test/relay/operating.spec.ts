import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openSqliteEventStore } from '@jwg/event-store';
import { isPublished } from '@jwg/published-language';
import { startBroker, type Broker } from '../../tools/kafka/broker.ts';
import { kafkaBroker } from '../kafka.js';
import { readCommitted } from '../read-committed.js';
import { cli, dataFolder, startServer, tokenFor, type Server } from '../server.js';
import { history, wholeLedger } from '../relaying.js';

const kafka = await kafkaBroker();

/** Enough for a replay of all to be caught in the midst of it. */
const EVENTS = 8_000;
const END = EVENTS - 1;

interface Replay {
  readonly state: string;
  readonly position: number;
  readonly percent: number;
  readonly events: number;
}

kafka.describe('The operator of a relay', () => {
  const { folder, remove } = dataFolder();
  const place = mkdtempSync(join(tmpdir(), 'jwg-operating-'));
  let broker: Broker; // of its own, since it is stopped and frozen
  let settings: Record<string, string>;
  let server: Server;
  let service: string;
  let recorder: string;
  let published: number[]; // positions

  const jwg = (...args: string[]) => cli([...args, '--data', folder], settings);
  const start = async () => {
    server = await startServer(folder, settings);
  };
  const get = async <T = unknown>(path: string) => (await (await fetch(server.url + path, as(service))).json()) as T;
  const as = (token: string) => ({ headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' } });
  const ask = async (body: object, token = service) => {
    const answer = await fetch(`${server.url}/v1/replays`, {
      method: 'POST',
      ...as(token),
      body: JSON.stringify(body),
    });
    return { status: answer.status, location: answer.headers.get('location'), body: (await answer.json()) as Replay };
  };
  const until = async (holds: () => Promise<boolean>, everyMs = 100) => {
    while (!(await holds())) await sleep(everyMs);
  };
  const relayed = (to: number) => until(async () => (await metric('jwg_relay_position')) === to);
  const metric = async (name: string) => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    const line = text.split('\n').find((it) => it.startsWith(`${name} `) || it.startsWith(`${name}{`));
    return line === undefined ? undefined : Number(line.split(' ').at(-1));
  };
  const doneAt = (topic: string) => until(async () => (await get<Replay>(`/v1/replays/${topic}`)).state === 'done');
  const sequences = async (topic: string) =>
    (await readCommitted(broker.brokers, topic))
      .map(({ headers }) => Number(headers.ce_sequence))
      .sort((a, b) => a - b);
  const within = (from: number, to: number) => published.filter((it) => it >= from && it <= to);

  beforeAll(async () => {
    broker = await startBroker({ folder: place });
    settings = { JWG_KAFKA_BROKERS: broker.brokers.join() };
    const store = openSqliteEventStore({ folder });
    for (const writes of pages(history(EVENTS), 1_000)) await store.append(writes);
    published = (await wholeLedger(store)).filter(isPublished).map(({ position }) => position);
    await store.close();
    await (await startServer(folder)).stop(); // makes the issuer's key
    service = await tokenFor(folder, '--role', 'service', '--name', 'a service');
    recorder = await tokenFor(folder, '--role', 'recorder', '--name', 'the recorder');
    await start();
    await relayed(END);
  }, 240_000); // the build is in it, the first time
  afterAll(async () => {
    await server.stop('SIGKILL');
    await broker.stop();
    rmSync(place, { recursive: true, force: true });
    remove();
  });

  it('sees by `jwg relay status`, beside the server, which process relays and how far', async () => {
    const told = await jwg('relay', 'status', '--json', '--url', server.url);
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(told.stdout)).toMatchObject({
      role: 'active',
      owner: expect.stringMatching(/\/\d+$/),
      position: END,
      end: END,
      lag: 0,
      counted: { events_total: published.length, 'role{role="active"}': 1, fencings_total: 0 },
    });
    expect((await jwg('relay', 'status')).stdout).toMatch(
      new RegExp(`^Role +active: .*\\nPublished +up to position ${END}, to the end`),
    );
  }, 60_000);

  it('is told plainly when no brokers are configured', async () => {
    for (const args of [['status'], ['replay', '--from', '0', '--to', '1', '--topic', 'x']]) {
      const { code, stdout, stderr } = await cli(['relay', ...args, '--data', folder]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('Set JWG_KAFKA_BROKERS');
    }
  }, 60_000);

  it('can replay from the command line beside the server, once, however often it is asked for', async () => {
    const replay = (...more: string[]) => jwg('relay', 'replay', '--from', '5', '--to', '40', '--topic', ...more);
    expect((await replay('by-hand')).stdout).toBe(
      `jwg.replay.by-hand holds positions 5 to 40: ${within(5, 40).length} published events, each once.\n`,
    );
    expect((await replay('jwg.replay.by-hand')).stdout).toMatch('Nothing was done.');
    expect(await sequences('jwg.replay.by-hand')).toEqual(within(5, 40));
    for (const [topic, way] of [
      ['jwg.events.v1', 'lower-case letters'],
      ['jwg.replay.Other', 'lower-case letters'],
    ] as const)
      expect(await replay(topic)).toMatchObject({ code: 3, stderr: expect.stringContaining(way) });
    const others = await jwg('relay', 'replay', '--from', '5', '--to', '41', '--topic', 'by-hand');
    expect(others).toMatchObject({ code: 3, stderr: expect.stringContaining('positions 5 to 40, not 5 to 41') });
    const beyond = await jwg('relay', 'replay', '--from', '5', '--to', String(EVENTS), '--topic', 'beyond');
    expect(beyond).toMatchObject({ code: 3, stderr: expect.stringContaining(`ends at position ${END}`) });
  }, 120_000);

  it('can replay over HTTP, and follow the progress', async () => {
    const first = await ask({ from: 5, to: 40, topic: 'asked-for' });
    expect([200, 202]).toContain(first.status);
    expect(first.location).toBe('/v1/replays/jwg.replay.asked-for');
    await doneAt('asked-for');
    expect(await get(first.location!)).toEqual({
      ...{ topic: 'jwg.replay.asked-for', from: 5, to: 40, state: 'done', position: 40, percent: 100 },
      events: within(5, 40).length,
    });
    expect(await ask({ from: 5, to: 40, topic: 'jwg.replay.asked-for' })).toMatchObject({ status: 200 });
    expect(await sequences('jwg.replay.asked-for')).toEqual(within(5, 40));
    const { replays } = await get<{ replays: { topic: string }[] }>('/v1/replays');
    expect(replays.map(({ topic }) => topic)).toContain('jwg.replay.asked-for');
  }, 60_000);

  it('gets a refusal with the way out for an impossible replay', async () => {
    const refused = { status: 409, body: { type: 'urn:jwg:problem:replay-refused', wayOut: expect.any(String) } };
    expect(await ask({ from: 5, to: 41, topic: 'asked-for' })).toMatchObject(refused);
    expect(await ask({ from: 5, to: EVENTS, topic: 'too-far' })).toMatchObject(refused);
    expect(await ask({ from: 5, to: 40, topic: 'jwg.events.v1' })).toMatchObject(refused);
    expect(await ask({ from: -1, to: 40, topic: 'x' })).toMatchObject({ status: 400 });
    const missing = await fetch(`${server.url}/v1/replays/never-begun`, as(service));
    expect(missing.status).toBe(404);
    const auditor = await tokenFor(folder, '--role', 'auditor');
    expect(await ask({ from: 5, to: 40, topic: 'x' }, auditor)).toMatchObject({ status: 403 });
  }, 60_000);

  it('can continue a replay that died with its server, each event once', async () => {
    const all = { from: 0, to: END, topic: 'died' };
    expect(await ask(all)).toMatchObject({ status: 202, body: { state: 'running' } });
    await until(async () => (await get<Replay>('/v1/replays/died')).position > 1_000, 1);
    expect(await get('/v1/replays/died')).toMatchObject({ state: 'running' });
    await server.stop('SIGKILL');
    await start();
    const { position, percent } = await get<Replay>('/v1/replays/died');
    expect([position > 0, position < END, percent < 100]).toEqual([true, true, true]);
    expect(await ask(all)).toMatchObject({ status: 202 });
    await doneAt('died');
    expect(await sequences('jwg.replay.died')).toEqual(published);
  }, 120_000);

  it('has a server that is ready without the brokers, and that says what is wrong', async () => {
    await relayed(END);
    await broker.stop();
    const forum = {
      ...{ forumId: 'meanwhile', name: { en: 'Meanwhile' }, level: 'workingGroup' },
      sides: ['PK', 'CN'].map((side) => ({ side, name: { en: side } })),
    };
    const told = await fetch(`${server.url}/v1/forums`, {
      method: 'POST',
      ...as(recorder),
      body: JSON.stringify(forum),
    });
    expect(told.status).toBe(201);
    await until(async () => (await get<{ troubles: string[] }>('/health/ready')).troubles.length > 0);
    expect(await get('/health/ready')).toMatchObject({
      status: 'ready',
      reasons: [],
      troubles: [expect.stringMatching(/^relay cannot publish since /)],
    });
    expect(await metric('jwg_relay_errors_total')).toBeGreaterThan(0);
    expect((await fetch(`${server.url}/v1/forums/meanwhile`, as(service))).status).toBe(200);
    const refused = await fetch(`${server.url}/v1/replays`, as(service));
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);

    await broker.restart();
    await until(async () => (await get<{ troubles: string[] }>('/health/ready')).troubles.length === 0);
    await relayed(EVENTS);
    expect(await metric('jwg_relay_lag_events')).toBe(0);
    expect(await sequences('jwg.events.v1')).toEqual([...published, EVENTS]);
  }, 120_000);

  it('is told why the relay stands after the ledger was restored from an older copy', async () => {
    await server.stop();
    for (const file of readdirSync(folder)) if (file.includes('.db')) rmSync(join(folder, file)); // rows are made anew
    const older = openSqliteEventStore({ folder });
    await older.append([...history(EVENTS)].slice(0, 1_000));
    await older.close();
    await start();
    const why = 'the topics are ahead of this ledger';
    await until(async () =>
      (await get<{ troubles: string[] }>('/health/ready')).troubles.some((it) => it.includes(why)),
    );
    await until(async () => new RegExp(`warn.*relay fails.*${why}`).test(server.printed())); // by the log's own way
    const { code, stdout } = await jwg('relay', 'status');
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringMatching(/^Refuses +The topics hold another/m) });
  }, 120_000);
});

function* pages<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}
