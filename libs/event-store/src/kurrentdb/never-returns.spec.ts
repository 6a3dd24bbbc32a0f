import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StoreUnavailable, type EventStore } from '@jwg/event-sourcing';
import { startClusterDouble, type ClusterDouble } from '../../../../test/kurrentdb.js';
import { newEvent } from '../testing/naive-ledger.js';
import { Ledger, until } from './testing/server.js';

const appendOne = (store: EventStore, n: number, data: unknown = { number: n }) =>
  store.append([{ stream: `s${n}`, expected: 'noStream', events: [newEvent(n, { data })] }]);
const everything = (store: EventStore) => store.readAll(undefined, 100_000);
const numbers = (length: number) => Array.from({ length }, (_, i) => i);
const positionsOf = (events: readonly { position: number }[]) => events.map(({ position }) => position);

// The cases of faults.spec.ts in which a node returns at its address, where it does not: another one leads instead.
// Faults on demand, so these tests use the protocol test double only.
describe('The KurrentDB ledger, over a protocol test double whose leader never returns,', () => {
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

  it('retries appends and reads until another node leads', async () => {
    const store = await ledger.store();
    await cluster.die();
    const [appended, read] = await Promise.all([appendOne(store, 1), store.readStream('s0')]);
    expect(appended).toMatchObject([{ position: 0 }]);
    expect(read).toEqual([]);
  });

  it('is unavailable after its time limit, and takes the same append when another node leads', async () => {
    const store = await ledger.store({ answerWithinMs: 200 });
    const first = await appendOne(store, 1);
    await cluster.die();
    await expect(appendOne(store, 2)).rejects.toThrow(StoreUnavailable);
    await until(async () => (await appendOne(store, 2).catch(() => [])).length === 1);
    const second = await store.readStream('s2');
    expect(second).toMatchObject([{ position: 1 }]);
    expect(await everything(store)).toEqual([...first, ...second]);
  });

  it('finds what others wrote to the new leader, and hears of what they write then', async () => {
    const [store, other] = [await ledger.store({ answerWithinMs: 1_800 }), await ledger.store()];
    let heard = -1;
    store.watch((position) => (heard = position));
    await cluster.die();
    await cluster.elected();
    await appendOne(other, 2);
    await until(async () => (await appendOne(store, 1).catch(() => [])).length === 1);
    expect((await everything(store)).map(({ stream }) => stream)).toEqual(['s2', 's1']);
    await appendOne(other, 3);
    await until(() => heard === 2);
  });

  it('answers every one of many large appends, and has written each once', async () => {
    const store = await ledger.store();
    const appends = numbers(32).map((n) => appendOne(store, n, 'x'.repeat(100_000)));
    const died = new Promise((resolve) => setTimeout(resolve, 30)).then(() => cluster.die());
    const answers = await Promise.all(appends);
    await died;
    expect(positionsOf(answers.flat()).sort((a, b) => a - b)).toEqual(numbers(32));
    expect(await everything(store)).toHaveLength(32);
  });

  it('lets appends in flight find the new leader before it closes', async () => {
    const store = await ledger.store();
    await cluster.die();
    const underWay = appendOne(store, 1);
    await store.close();
    expect(await underWay).toHaveLength(1);
  });

  it('misses no event and counts none twice', async () => {
    const [writer, reader] = [await ledger.store(), await ledger.store()];
    const heard: number[] = [];
    reader.watch((position) => heard.push(position));
    for (const n of numbers(40)) {
      if (n === 20) await cluster.die();
      await appendOne(writer, n);
    }
    await until(() => heard.at(-1) === 39);
    expect(heard).toEqual([...new Set(heard)].sort((a, b) => a - b));
    const seen = await everything(reader);
    expect(positionsOf(seen)).toEqual(numbers(40));
    expect(seen).toEqual(await everything(writer));
  });
});
