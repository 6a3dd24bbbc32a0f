import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WrongExpectedRevision, type EventStore } from '@jwg/event-sourcing';
import { startClusterDouble, type ClusterDouble } from '../../../../test/kurrentdb.js';
import { newEvent } from '../testing/naive-ledger.js';
import { Connection } from './connection.js';
import { LiveFeed } from './live-feed.js';
import { Silence } from './read-calls.js';
import { Ledger, until } from './testing/server.js';

const appendOne = (store: EventStore, n: number) =>
  store.append([{ stream: `s${n}`, expected: 'noStream', events: [newEvent(n)] }]);
const everything = (store: EventStore) => store.readAll(undefined, 100_000);
const numbers = (length: number) => Array.from({ length }, (_, i) => i);
/** Milliseconds until the question is answered. */
const timeTo = async (question: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await until(() =>
    question().then(
      () => true,
      () => false,
    ),
  );
  return performance.now() - began;
};

// Faults on demand, so these tests use the protocol test double only: three nodes of it, none of which is KurrentDB.
describe('The KurrentDB ledger, over three nodes of a protocol test double,', () => {
  let cluster: ClusterDouble;
  let ledger: Ledger;
  beforeEach(async () => {
    cluster = await startClusterDouble({ electionMs: 500 });
    ledger = new Ledger(cluster);
  });
  afterEach(async () => {
    await ledger.close();
    await cluster.stop();
  });

  const goesOn = async (store: EventStore, other: EventStore, known: number) => {
    const stands = await everything(store);
    expect(stands).toHaveLength(known);
    const heard: number[] = [];
    const stop = other.watch((position) => heard.push(position));
    const [event] = await appendOne(store, known);
    expect(event).toMatchObject({ position: known });
    await until(() => heard.includes(known));
    stop();
    expect(await other.readStream(`s${known}`)).toEqual([event]);
    expect(await other.positionOf(event!.cursor)).toBe(known);
    expect(await other.last()).toMatchObject({ position: known });
    expect(await everything(other)).toEqual([...stands, event]);
  };

  it('goes on after the leader died for good, and again after the next one did', async () => {
    const [store, other] = [await ledger.store({ answerWithinMs: 1_800 }), await ledger.store()];
    await appendOne(store, 0);
    for (const known of [1, 2]) {
      const dead = cluster.leading!;
      await cluster.die();
      await cluster.elected();
      for (const question of [
        () => everything(store),
        () => store.readStream('s0'),
        () => store.last(),
        () => appendOne(store, 0),
      ])
        expect(await timeTo(question)).toBeLessThan(5_000);
      await goesOn(store, other, known);
      if (known === 1) await cluster.comeBack(dead);
    }
  });

  it('refuses a decision that is overtaken as before, after the leader died for good', async () => {
    const [store, other] = [await ledger.store(), await ledger.store()];
    await appendOne(store, 0);
    await cluster.die();
    await cluster.elected();
    await appendOne(other, 1);
    const overtaken = store.append([{ stream: 's1', expected: 'noStream', events: [newEvent(7)] }]);
    await expect(overtaken).rejects.toThrow(WrongExpectedRevision);
  });

  it('goes on where another node leads while the one that led is frozen, and after it returned as a follower', async () => {
    const [store, other] = [await ledger.store({ answerWithinMs: 1_800 }), await ledger.store()];
    await appendOne(store, 0);
    const frozen = cluster.leading!;
    cluster.freeze();
    await cluster.elected();
    expect(await timeTo(() => everything(store))).toBeLessThan(3_000);
    expect(await timeTo(() => appendOne(store, 0))).toBeLessThan(3_000);
    await goesOn(store, other, 1);
    await cluster.thaw(frozen);
    await goesOn(other, store, 2);
    expect(store.health!()).toMatchObject({ renewals: expect.any(Number) });
    expect(store.health!()!.renewals).toBeGreaterThan(0);
  });

  it('goes on after a leader that was cut off ended itself on its return, and was started again', async () => {
    const [store, other] = [await ledger.store(), await ledger.store()];
    await appendOne(store, 0);
    const apart = cluster.leading!;
    cluster.cutOff();
    await cluster.elected();
    await timeTo(() => everything(store));
    await cluster.thaw(apart);
    await goesOn(store, other, 1);
    await cluster.comeBack(apart);
    await goesOn(other, store, 2);
  });

  it.each(['die', 'freeze'] as const)(
    'writes everything once when the leader is gone amid appends (%s)',
    async (how) => {
      const store = await ledger.store();
      const appends = numbers(200).map(async (n) => {
        await new Promise((resolve) => setTimeout(resolve, 2 * n));
        return appendOne(store, n);
      });
      setTimeout(() => void cluster[how](), 150);
      const answers = (await Promise.all(appends)).flat();
      const stands = await everything(store);
      expect(stands).toHaveLength(200);
      expect(answers.sort((a, b) => a.position - b.position)).toEqual(stands);
      expect(await everything(await ledger.store())).toEqual(stands);
    },
  );

  it('says since when it cannot be read, and that it can again, though nobody asks for anything', async () => {
    const store = await ledger.store();
    expect(store.health!()).toEqual({ server: 'KurrentDB 26.1.0', renewals: 0 });
    const before = Date.now();
    await Promise.all([0, 1, 2].map((n) => cluster.die(n)));
    await until(() => store.health!()!.unreadable !== undefined);
    const { since, reason } = store.health!()!.unreadable!;
    expect(since.getTime()).toBeGreaterThanOrEqual(before);
    expect(reason).toBe('the KurrentDB server cannot be reached, or says nothing');
    await Promise.all([0, 1].map((n) => cluster.comeBack(n)));
    await until(() => store.health!()!.unreadable === undefined);
  });

  it('says no only on what the leader shows, whichever node the connection string prefers', async () => {
    const url = `${cluster.url}&nodePreference=follower`;
    const [store, other] = [await new Ledger({ url }, ledger.prefix).store(), await ledger.store()];
    const followers = numbers(3).filter((n) => n !== cluster.leading);
    followers.forEach((n) => cluster.lag(n));
    const known = await appendOne(other, 0);
    expect(await everything(store)).toEqual(known);
    expect(await store.readStream('s0')).toEqual(known);
    expect(await store.last()).toMatchObject({ position: 0 });
    const overtaken = store.append([{ stream: 's0', expected: 'noStream', events: [newEvent(7)] }]);
    await expect(overtaken).rejects.toMatchObject({ current: 0 });
    await store.close();
  });
});

describe('A connection to KurrentDB', () => {
  let cluster: ClusterDouble;
  let connection: Connection;
  beforeEach(async () => {
    cluster = await startClusterDouble({ electionMs: 1 });
    connection = new Connection(cluster.url);
  });
  afterEach(async () => {
    await connection.close();
    await cluster.stop();
  });
  const read = async (silenceMs: number) => {
    let count = 0;
    for await (const event of connection.readAll('start', [''], { silenceMs })) count += event.streamId.length;
    return count;
  };

  // RENEWALS=100 takes half a minute more, and sees smaller leaks of memory.
  const times = Number(process.env['RENEWALS'] ?? 40);
  it(`is given up ${times} times, and leaves nothing open but one subscription`, async () => {
    const log = { prefixes: [''], bookmark: 'start', beSure: async () => {}, doubt() {}, scan() {}, passed() {} };
    const feed = new LiveFeed(connection, log as never);
    feed.start();
    await read(1_000);
    const open = () => process.getActiveResourcesInfo().filter((it) => it.startsWith('TCP')).length;
    const renew = async () => {
      const frozen = cluster.leading!;
      cluster.freeze();
      await expect(read(20)).rejects.toThrow(Silence);
      await cluster.elected();
      await timeTo(() => read(1_000));
      await cluster.thaw(frozen);
    };
    for (let n = 0; n < 10; n += 1) await renew();
    const before = { open: open(), heap: process.memoryUsage().rss };
    for (let n = 0; n < times - 10; n += 1) await renew();
    expect(connection.readings.health.renewals).toBeGreaterThanOrEqual(times);
    // gRPC closes connections that nobody uses every ten seconds.
    await until(() => open() <= before.open && cluster.openReads === 1);
    expect(process.memoryUsage().rss - before.heap).toBeLessThan(50e6);
    await feed.stop();
    await until(() => cluster.openReads === 0);
  }, 180_000);

  it('is not given up because a stream is not found or reads are cut off', async () => {
    for await (const event of connection.readStream('nobody', 0, 5)) expect(event).toBeUndefined();
    const node = cluster.leading!;
    await cluster.die(node);
    await cluster.elected();
    await timeTo(() => read(1_000));
    expect(connection.readings.health).toEqual({ renewals: 0 });
  });
});
