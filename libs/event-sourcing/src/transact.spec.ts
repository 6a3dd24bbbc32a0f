import { beforeEach, describe, expect, it } from '@jest/globals';
import { openMemoryEventStore } from '@jwg/event-store';
import { randomUUID } from 'node:crypto';
import type { Fact, NewEvent, StoredEvent } from './event.js';
import { StoreUnavailable, type EventStore } from './event-store.js';
import { ATTEMPTS, Contended, transact, type Decision, type Outcome } from './transact.js';

type Counted = Fact<'Counted', number>;

const STREAM = 'counter-one';
const counted = (data: number): NewEvent<Counted> => ({
  id: randomUUID(),
  type: 'Counted',
  data,
  schemaVersion: 1,
  metadata: {},
  recordedAt: '2024-05-14T09:30:00.000Z',
});
const append = (...data: number[]): Decision<Counted> => ({ append: data.map(counted) });

describe('transact', () => {
  let store: EventStore;
  const transacted = (
    decide: (history: readonly StoredEvent<Counted>[]) => Promise<Decision<Counted>>,
  ): Promise<Outcome<Counted>> =>
    transact(store, STREAM, async () => (await store.readStream(STREAM)) as StoredEvent<Counted>[], decide);
  const numbers = async () => (await store.readStream(STREAM)).map(({ data }) => data);
  const byAnother = async (data: number) => {
    const { length } = await store.readStream(STREAM);
    await store.append([{ stream: STREAM, expected: length ? length - 1 : 'noStream', events: [counted(data)] }]);
  };
  /** The next number is one more than there are events. */
  const next = async (history: readonly StoredEvent<Counted>[]) => append(history.length + 1);

  beforeEach(() => {
    store = openMemoryEventStore();
  });

  it('decides on the events of the stream, and appends what was decided after them', async () => {
    await byAnother(1);
    const seen: number[] = [];
    const outcome = await transacted(async (history) => {
      seen.push(...history.map(({ data }) => data));
      return append(2, 3);
    });
    expect(seen).toEqual([1]);
    expect(outcome).toMatchObject({ stream: STREAM, revision: 2, events: [{ data: 2 }, { data: 3, revision: 2 }] });
    expect(await numbers()).toEqual([1, 2, 3]);
  });

  it('begins a stream that does not exist', async () => {
    expect(await transacted(next)).toMatchObject({ revision: 0, events: [{ revision: 0 }] });
  });

  it('writes nothing where it is already so, and answers with the revision that the stream is at', async () => {
    expect(await transacted(async () => append())).toMatchObject({ revision: -1, events: [] });
    await byAnother(1);
    expect(await transacted(async () => append())).toMatchObject({ revision: 0, events: [] });
    expect(await numbers()).toEqual([1]);
  });

  it('answers with the events that the command left before, and writes nothing', async () => {
    await byAnother(1);
    await byAnother(2);
    const outcome = await transacted(async (history) => ({ before: history.slice(0, 1) }));
    expect(outcome).toMatchObject({ revision: 0, events: [{ data: 1 }] });
    expect(await numbers()).toEqual([1, 2]);
  });

  it('reads and decides again where another writer was faster', async () => {
    let overtaken = false;
    const outcome = await transacted(async (history) => {
      if (!overtaken) await byAnother(7);
      overtaken = true;
      return next(history);
    });
    expect(outcome).toMatchObject({ revision: 1, events: [{ data: 2 }] });
    expect(await numbers()).toEqual([7, 2]);
  });

  it('gives up with Contended when another writer was faster every time, and says how often', async () => {
    let decided = 0;
    const hopeless = transacted(async (history) => {
      await byAnother((decided += 1));
      return next(history);
    });
    await expect(hopeless).rejects.toThrow(Contended);
    await expect(hopeless).rejects.toThrow(`${ATTEMPTS} times`);
    expect(decided).toBe(ATTEMPTS);
    expect(await numbers()).toHaveLength(ATTEMPTS);
  });

  it('passes on what the decision throws, and writes nothing', async () => {
    const no = new Error('no');
    await expect(transacted(() => Promise.reject(no))).rejects.toBe(no);
    expect(await numbers()).toEqual([]);
  });

  it('does not decide again when the store cannot be reached, for the outcome is unknown', async () => {
    let decided = 0;
    await store.close();
    const away = transact<Counted, readonly []>(
      store,
      STREAM,
      async () => [],
      (history) => {
        decided += 1;
        return next(history);
      },
    );
    await expect(away).rejects.toThrow(StoreUnavailable);
    expect(decided).toBe(1);
  });
});
