import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StoreOverloaded, StoreUnavailable, type EventStore } from '@jwg/event-sourcing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnKurrentDouble, startKurrentDouble, type KurrentDouble } from '../../../../test/kurrentdb.js';
import { newEvent } from '../testing/naive-ledger.js';
import { Ledger, until } from './testing/server.js';

const appendOne = (store: EventStore, n: number, data: unknown = { number: n }) =>
  store.append([{ stream: `s${n}`, expected: 'noStream', events: [newEvent(n, { data })] }]);
const everything = (store: EventStore) => store.readAll(undefined, 100_000);
const numbers = (length: number) => Array.from({ length }, (_, i) => i);
const later = (ms: number, act: () => unknown) => new Promise((resolve) => setTimeout(resolve, ms)).then(act);

// A real server fails when it wants to, so these tests use the protocol test double only.
describe('The KurrentDB ledger, over a protocol test double that fails,', () => {
  let double: KurrentDouble;
  let ledger: Ledger;
  beforeEach(async () => {
    double = await startKurrentDouble();
    ledger = new Ledger(double);
  });
  afterEach(async () => {
    await ledger.close();
    await double.stop();
  });

  describe('while the server is away', () => {
    it('retries appends and reads for a while', async () => {
      const store = await ledger.store();
      double.unavailable();
      const back = later(200, () => double.available());
      const [appended, read] = await Promise.all([appendOne(store, 1), everything(store)]);
      await back;
      expect(appended).toMatchObject([{ position: 0 }]);
      expect(read).toEqual(read.length === 0 ? [] : appended);
    });

    it('is unavailable after its time limit, and takes the same append when the server is back', async () => {
      const store = await ledger.store({ answerWithinMs: 200 });
      const first = await appendOne(store, 1);
      double.unavailable();
      await expect(appendOne(store, 2)).rejects.toThrow(StoreUnavailable);
      await expect(store.readStream('s1')).rejects.toThrow(StoreUnavailable);
      await expect(everything(store)).rejects.toThrow(StoreUnavailable);
      double.available();
      await until(async () => (await appendOne(store, 2).catch(() => [])).length === 1);
      const second = await store.readStream('s2');
      expect(second).toMatchObject([{ position: 1 }]);
      expect(await everything(store)).toEqual([...first, ...second]);
    });

    it('reconnects to a server that refused connections, and finds what others wrote meanwhile', async () => {
      const store = await ledger.store({ answerWithinMs: 200 });
      await double.refuseConnections();
      await expect(appendOne(store, 1)).rejects.toThrow(StoreUnavailable);
      await double.acceptConnections();
      await appendOne(await ledger.store(), 2);
      let heard = -1;
      store.watch((position) => (heard = position));
      await until(async () => (await appendOne(store, 1).catch(() => [])).length === 1);
      expect((await everything(store)).map(({ stream }) => stream)).toEqual(['s2', 's1']);
      await appendOne(await ledger.store(), 3);
      await until(() => heard === 2);
    });

    it('retries at the address of the leader', async () => {
      const store = await ledger.store();
      double.notLeader({ host: '127.0.0.1', port: double.port });
      const elected = later(200, () => double.leader());
      expect(await appendOne(store, 1)).toMatchObject([{ position: 0 }]);
      await elected;
      expect(await store.readStream('s1')).toHaveLength(1);
    });
  });

  describe('when replies do not come', () => {
    it.each(['drop', 'hang'] as const)('writes once and answers (%s)', async (how) => {
      const store = await ledger.store();
      double.loseReplies(1, how);
      const answer = await appendOne(store, 1);
      expect(answer).toMatchObject([{ position: 0, revision: 0 }]);
      double.loseReplies(1, how);
      const several = await store.append([
        { stream: 'a', expected: 'noStream', events: [newEvent(2)] },
        { stream: 'b', expected: 'noStream', events: [newEvent(3)] },
      ]);
      expect(await everything(store)).toEqual([...answer, ...several]);
    });

    it('writes once when the subscription does not report the append either', async () => {
      const store = await ledger.store();
      double.loseReplies(1, 'hang');
      double.dropStreams();
      const [event] = await appendOne(store, 1);
      expect(await everything(store)).toEqual([event]);
    });

    it('is unavailable after its time limit, and gives the first answer when asked again', async () => {
      const store = await ledger.store({ answerWithinMs: 300 });
      double.slow(1_000);
      double.dropStreams(); // otherwise the feed would deliver the event before the reply
      await expect(appendOne(store, 1)).rejects.toThrow(StoreUnavailable);
      double.slow(0);
      await until(async () => (await appendOne(store, 1).catch(() => [])).length === 1);
      expect(await everything(store)).toEqual(await appendOne(store, 1));
    });

    it('answers every append when connections break under many large ones', async () => {
      const store = await ledger.store();
      const appends = numbers(32).map((n) => appendOne(store, n, 'x'.repeat(100_000)));
      const broken = [5, 30, 60].map((ms) => later(ms, () => double.dropConnections()));
      const answers = await Promise.all(appends);
      await Promise.all(broken);
      expect(
        answers
          .flat()
          .map(({ position }) => position)
          .sort((a, b) => a - b),
      ).toEqual(numbers(32));
      expect(await everything(store)).toHaveLength(32);
    });

    it('lets appends in flight finish before it closes', async () => {
      const store = await ledger.store();
      double.slow(100);
      const underWay = appendOne(store, 1);
      await store.close();
      expect(await underWay).toHaveLength(1);
    });
  });

  it('misses no event and counts none twice when subscriptions are dropped', async () => {
    const [writer, reader] = [await ledger.store(), await ledger.store()];
    const heard: number[] = [];
    reader.watch((position) => heard.push(position));
    for (const n of numbers(60)) {
      await appendOne(writer, n);
      if (n % 10 === 5) double.dropStreams();
    }
    await until(() => heard.at(-1) === 59);
    expect(heard).toEqual([...new Set(heard)].sort((a, b) => a - b));
    const seen = await everything(reader);
    expect(seen.map(({ position }) => position)).toEqual(numbers(60));
    expect(seen).toEqual(await everything(writer));
  });

  it('is overloaded when too many appends are in flight, and takes new ones afterwards', async () => {
    const store = await ledger.store({ maxUnderWay: 3 });
    const verdicts = await Promise.allSettled(numbers(5).map((n) => appendOne(store, n)));
    expect(verdicts.map(({ status }) => status)).toEqual([
      ...['fulfilled', 'fulfilled', 'fulfilled'],
      ...['rejected', 'rejected'],
    ]);
    expect(verdicts[4]).toMatchObject({ reason: expect.any(StoreOverloaded) });
    expect(await appendOne(store, 4)).toMatchObject([{ position: 3 }]);
  });
});

describe('The KurrentDB ledger, over a protocol test double in a process of its own,', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kurrentdb-'));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('does not hang on a frozen server, and continues when the server resumes or restarts', async () => {
    const data = join(folder, 'log');
    const first = await spawnKurrentDouble({ data });
    const ledger = new Ledger(first);
    const store = await ledger.store({ answerWithinMs: 300 });
    const known = await appendOne(store, 1);

    first.signal('SIGSTOP');
    await expect(appendOne(store, 2)).rejects.toThrow(StoreUnavailable);
    first.signal('SIGCONT');
    known.push(...(await appendOne(store, 2)));

    await first.kill();
    await expect(appendOne(store, 3)).rejects.toThrow(StoreUnavailable);
    const second = await spawnKurrentDouble({ data, port: first.port });
    await until(async () => (await appendOne(store, 3).catch(() => [])).length === 1);
    expect((await everything(store)).slice(0, 2)).toEqual(known);
    await ledger.close();
    await second.kill();
  });
});
