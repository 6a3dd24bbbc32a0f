import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  appendInRuns,
  endsHere,
  EventIdConflict,
  EventTooLarge,
  LEAST_PAGE,
  MAX_EVENT_BYTES,
  runsOf,
  StoreUnavailable,
  UnknownCursor,
  WrongExpectedRevision,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  type StoredEvent,
  type Write,
} from '@jwg/event-sourcing';
import fc from 'fast-check';
import { history, NaiveLedger, newEvent } from './testing/naive-ledger.js';

/**
 * The whole contract of the port, run against every adapter.
 *
 * @param open        opens a new, empty store each time
 * @param openBeside  opens the ledger of the last opened store a second time; absent when an adapter allows one store
 *                    only
 */
export const eventStoreContract = (
  name: string,
  open: () => EventStore | Promise<EventStore>,
  openBeside?: () => EventStore | Promise<EventStore>,
): void => {
  describe(`${name} as an event store`, () => {
    let store: EventStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const append = (stream: string, expected: ExpectedRevision, ...events: NewEvent[]) =>
      store.append([{ stream, expected, events }]);
    const everything = () => store.readAll(undefined, 100_000);
    const ids = (events: readonly NewEvent[]) => events.map(({ id }) => id);
    const revisions = (events: readonly StoredEvent[]) => events.map(({ revision }) => revision);

    describe('appending', () => {
      it('answers with the events as readers will see them', async () => {
        const answer = await append('a', 'noStream', newEvent(1), newEvent(2));
        expect(answer).toEqual(await store.readStream('a'));
        expect(answer).toEqual(await everything());
        expect(answer[1]).toMatchObject({ ...newEvent(2), stream: 'a', revision: 1, position: 1 });
      });

      it('gives positions without gaps over all streams and revisions without gaps in each', async () => {
        await append('a', 'noStream', newEvent(1), newEvent(2));
        await append('b', 'noStream', newEvent(3));
        await append('a', 1, newEvent(4));
        expect((await everything()).map(({ stream, revision, position }) => [position, stream, revision])).toEqual([
          [0, 'a', 0],
          [1, 'a', 1],
          [2, 'b', 0],
          [3, 'a', 2],
        ]);
      });

      it('leaves no gap where an append was refused', async () => {
        await append('a', 'noStream', newEvent(1));
        await expect(append('a', 'noStream', newEvent(2))).rejects.toThrow(WrongExpectedRevision);
        await expect(append('b', 'noStream', newEvent(3), newEvent(1))).rejects.toThrow(EventIdConflict);
        const [next] = await append('b', 'noStream', newEvent(4));
        expect(next).toMatchObject({ position: 1, revision: 0 });
      });

      it.each<[string, ExpectedRevision, ExpectedRevision]>([
        ['a', 'noStream', 1],
        ['a', 0, 1],
        ['a', 2, 1],
        ['empty', 0, 'noStream'],
        ['empty', -1, 'noStream'],
      ])('to %s at an expected revision of %s fails with the actual one: %s', async (stream, expected, current) => {
        await append('a', 'noStream', newEvent(1), newEvent(2));
        const refused = append(stream, expected, newEvent(3));
        await expect(refused).rejects.toThrow(WrongExpectedRevision);
        await expect(refused).rejects.toMatchObject({ stream, expected, current });
        expect(await everything()).toHaveLength(2);
      });

      it('takes several writes, of one stream too, in the order given', async () => {
        const answer = await appendInRuns(store, [
          { stream: 'a', expected: 'noStream', events: [newEvent(1), newEvent(2)] },
          { stream: 'b', expected: 'noStream', events: [newEvent(3)] },
          { stream: 'a', expected: 1, events: [newEvent(4)] },
        ]);
        expect(ids(answer)).toEqual(ids([1, 2, 3, 4].map((n) => newEvent(n))));
        expect(revisions(answer)).toEqual([0, 1, 0, 2]);
        expect(await everything()).toEqual(answer);
      });

      it('writes nothing to any stream when the last write fails', async () => {
        await append('c', 'noStream', newEvent(9));
        const doomed = (last: Write) =>
          store.append([
            { stream: 'a', expected: 'noStream', events: [newEvent(1)] },
            { stream: 'b', expected: 'noStream', events: [newEvent(2)] },
            last,
          ]);
        await expect(doomed({ stream: 'c', expected: 7, events: [newEvent(3)] })).rejects.toThrow(
          WrongExpectedRevision,
        );
        await expect(doomed({ stream: 'a', expected: 'noStream', events: [newEvent(3)] })).rejects.toThrow(
          WrongExpectedRevision,
        );
        await expect(doomed({ stream: 'c', expected: 0, events: [newEvent(9)] })).rejects.toThrow(EventIdConflict);
        await expect(doomed({ stream: 'c', expected: 0, events: [oversized(4)] })).rejects.toThrow(EventTooLarge);
        expect(ids(await everything())).toEqual([newEvent(9).id]);
        expect(await store.readStream('a')).toEqual([]);
        expect(revisions(await append('a', 'noStream', newEvent(1)))).toEqual([0]);
      });

      it('answers an empty list of writes with nothing', async () => {
        expect(await store.append([])).toEqual([]);
        expect(await everything()).toEqual([]);
      });

      it('checks the expected revision of a write without events, and makes no stream of it', async () => {
        expect(await append('a', 'noStream')).toEqual([]);
        await expect(append('a', 0)).rejects.toThrow(WrongExpectedRevision);
        expect(revisions(await append('a', 'noStream', newEvent(1)))).toEqual([0]);
      });

      it('refuses an event above the limit and takes one exactly at it', async () => {
        await expect(append('a', 'noStream', newEvent(1), oversized(2))).rejects.toMatchObject({
          name: 'EventTooLarge',
          stream: 'a',
          bytes: MAX_EVENT_BYTES + 1,
        });
        const { data, metadata } = oversized(2);
        const fitting = newEvent(2, { data: String(data).slice(1), metadata });
        expect(await append('a', 'noStream', fitting)).toHaveLength(1);
        expect((await everything())[0]?.data).toBe(fitting.data);
      });

      it.each(['', '\ud800'])('refuses %j as the name of a stream', async (stream) => {
        await expect(append(stream, 'noStream', newEvent(1))).rejects.toThrow(TypeError);
      });

      it('refuses an id that is no UUID in lower case', async () => {
        await expect(append('a', 'noStream', { ...newEvent(1), id: 'event-1' })).rejects.toThrow(TypeError);
        await expect(append('a', 'noStream', { ...newEvent(1), id: newEvent(10).id.toUpperCase() })).rejects.toThrow(
          TypeError,
        );
        expect(await everything()).toEqual([]);
      });
    });

    describe('appending again', () => {
      const import1: Write[] = [
        { stream: 'a', expected: 'noStream', events: [newEvent(1), newEvent(2)] },
        { stream: 'b', expected: 'noStream', events: [newEvent(3)] },
        { stream: 'a', expected: 1, events: [newEvent(4)] },
      ];

      it('gives the first answer and stores nothing new', async () => {
        const first = await appendInRuns(store, import1);
        expect(await appendInRuns(store, import1)).toEqual(first);
        expect(await everything()).toEqual(first);
      });

      it('gives the first answer after later events too', async () => {
        const first = await appendInRuns(store, import1);
        await append('a', 2, newEvent(5));
        await append('b', 0, newEvent(6));
        expect(await appendInRuns(store, import1)).toEqual(first);
        expect(await append('a', 0, newEvent(2))).toEqual([first[1]]);
        expect(await everything()).toHaveLength(6);
      });

      it.each<[string, Write]>([
        ['only the first is there', { stream: 'a', expected: 0, events: [newEvent(2), newEvent(7)] }],
        ['only the last is there', { stream: 'a', expected: 1, events: [newEvent(7), newEvent(2)] }],
        ['it goes beyond the end', { stream: 'b', expected: 'noStream', events: [newEvent(3), newEvent(7)] }],
        ['the ids are in another stream', { stream: 'c', expected: 'noStream', events: [newEvent(3)] }],
        ['the ids are at another revision', { stream: 'a', expected: 2, events: [newEvent(2)] }],
        ['the expected revision is wrong as well', { stream: 'b', expected: 5, events: [newEvent(3)] }],
      ])('is an EventIdConflict when %s', async (_, write) => {
        const first = await appendInRuns(store, import1);
        const conflict = store.append([write]);
        await expect(conflict).rejects.toThrow(EventIdConflict);
        await expect(conflict).rejects.toMatchObject({ stream: write.stream });
        expect(await everything()).toEqual(first);
      });

      it('is an EventIdConflict when one append holds an id twice', async () => {
        await expect(append('a', 'noStream', newEvent(1), newEvent(1))).rejects.toThrow(EventIdConflict);
        const twice = store.append([
          { stream: 'a', expected: 'noStream', events: [newEvent(1)] },
          { stream: 'b', expected: 'noStream', events: [newEvent(1)] },
        ]);
        await expect(twice).rejects.toThrow(EventIdConflict);
        expect(await everything()).toEqual([]);
      });
    });

    describe('with several writers at once', () => {
      it('lets exactly one win of those that expect the same revision', async () => {
        const verdicts = await Promise.allSettled([1, 2, 3, 4, 5].map((n) => append('a', 'noStream', newEvent(n))));
        expect(verdicts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        for (const verdict of verdicts)
          if (verdict.status === 'rejected') expect(verdict.reason).toBeInstanceOf(WrongExpectedRevision);
        expect(await store.readStream('a')).toHaveLength(1);
      });

      it('gives each append its own answer', async () => {
        await append('a', 'noStream', newEvent(1));
        const verdicts = await Promise.allSettled([
          append('b', 'noStream', newEvent(2)),
          append('a', 'noStream', newEvent(3)),
          append('c', 'noStream', newEvent(4), newEvent(1)),
          append('d', 'noStream', oversized(5)),
          append('a', 0, newEvent(6)),
          append('a', 'noStream', newEvent(1)),
        ]);
        expect(verdicts.map((v) => (v.status === 'fulfilled' ? ids(v.value) : v.reason.name))).toEqual([
          [newEvent(2).id],
          'WrongExpectedRevision',
          'EventIdConflict',
          'EventTooLarge',
          [newEvent(6).id],
          [newEvent(1).id],
        ]);
        expect(ids(await everything())).toEqual(ids([1, 2, 6].map((n) => newEvent(n))));
      });

      it('answers two identical appends alike', async () => {
        const [first, second] = await Promise.all([
          append('a', 'noStream', newEvent(1)),
          append('a', 'noStream', newEvent(1)),
        ]);
        expect(second).toEqual(first);
        expect(await everything()).toEqual(first);
      });

      it('shows a reader of the log every event once and in order', async () => {
        const writing = Promise.all(
          Array.from({ length: 20 }, async (_, writer) => {
            for (let i = 0; i < 10; i++)
              await append(`s${writer}`, i === 0 ? 'noStream' : i - 1, newEvent(100 * writer + i));
          }),
        );
        const seen: StoredEvent[] = [];
        while (seen.length < 200) {
          const page = await store.readAll(seen.at(-1)?.cursor, 7);
          seen.push(...page);
          if (page.length === 0) await new Promise(setImmediate);
        }
        await writing;
        expect(seen.map(({ position }) => position)).toEqual(Array.from({ length: 200 }, (_, i) => i));
        expect(seen).toEqual(await everything());
      });
    });

    describe('reading', () => {
      it('finds nothing in an empty store or an unknown stream', async () => {
        expect(await everything()).toEqual([]);
        expect(await store.readStream('nobody')).toEqual([]);
      });

      it('starts a stream at the revision asked for', async () => {
        await append('a', 'noStream', newEvent(1), newEvent(2), newEvent(3));
        expect(revisions(await store.readStream('a', 0))).toEqual([0, 1, 2]);
        expect(revisions(await store.readStream('a', 2))).toEqual([2]);
        expect(revisions(await store.readStream('a', 3))).toEqual([]);
      });

      it('gives no more of a stream than was asked for', async () => {
        await append('a', 'noStream', newEvent(1), newEvent(2), newEvent(3));
        expect(revisions(await store.readStream('a', 0, 2))).toEqual([0, 1]);
        expect(revisions(await store.readStream('a', 2, 2))).toEqual([2]);
        expect(revisions(await store.readStream('a', 3, 1))).toEqual([]);
      });

      it('knows how long a stream is', async () => {
        expect(await store.lengthOf('a')).toBe(0);
        await append('a', 'noStream', newEvent(1), newEvent(2));
        await append('b', 'noStream', newEvent(3));
        expect([await store.lengthOf('a'), await store.lengthOf('b')]).toEqual([2, 1]);
        await append('a', 1, newEvent(4));
        expect(await store.lengthOf('a')).toBe(3);
      });

      it('pages through the log with every limit', async () => {
        await appendInRuns(
          store,
          ['a', 'b', 'c'].map((stream, i) => ({
            stream,
            expected: 'noStream',
            events: [newEvent(2 * i), newEvent(2 * i + 1)],
          })),
        );
        const whole = await everything();
        for (let limit = 1; limit <= 7; limit++) {
          const seen: StoredEvent[] = [];
          let page: StoredEvent[];
          do {
            page = await store.readAll(seen.at(-1)?.cursor, limit);
            expect(page.length).toBe(Math.min(limit, whole.length - seen.length));
            seen.push(...page);
          } while (page.length === limit);
          expect(seen).toEqual(whole);
        }
      });

      it('ends a page of large events early, and shows all of them page by page', async () => {
        const large = (n: number) => newEvent(n, { data: 'x'.repeat(MAX_EVENT_BYTES - 100) });
        for (let n = 0; n < 3 * LEAST_PAGE; n += 1) await append('a', n === 0 ? 'noStream' : n - 1, large(n));
        const seen: StoredEvent[] = [];
        let page: StoredEvent[];
        do {
          page = await store.readAll(seen.at(-1)?.cursor, 500);
          seen.push(...page);
          expect(page.length).toBeLessThanOrEqual(2 * LEAST_PAGE);
        } while (!endsHere(page, 500));
        expect(revisions(seen)).toEqual(Array.from({ length: 3 * LEAST_PAGE }, (_, n) => n));
        expect(await store.readAll(undefined, LEAST_PAGE - 1)).toHaveLength(LEAST_PAGE - 1);
      });

      it('sees what was appended after a cursor at the end', async () => {
        const [last] = await append('a', 'noStream', newEvent(1));
        expect(await store.readAll(last?.cursor, 10)).toEqual([]);
        const later = await append('a', 0, newEvent(2));
        expect(await store.readAll(last?.cursor, 10)).toEqual(later);
      });

      it.each(['', 'nonsense', '-1', '1e1', '01', '2', '999999999999999999999'])(
        'does not know the cursor %j',
        async (cursor) => {
          await append('a', 'noStream', newEvent(1), newEvent(2));
          await expect(store.readAll(cursor, 10)).rejects.toThrow(UnknownCursor);
          await expect(store.positionOf(cursor)).rejects.toThrow(UnknownCursor);
        },
      );

      it('knows the position of each cursor', async () => {
        await append('a', 'noStream', newEvent(1), newEvent(2));
        await append('b', 'noStream', newEvent(3));
        for (const { cursor, position } of await everything()) expect(await store.positionOf(cursor)).toBe(position);
      });

      it.each([0, -1, 1.5, NaN])('refuses %p as a limit', async (limit) => {
        await expect(store.readAll(undefined, limit)).rejects.toThrow(RangeError);
      });
    });

    describe('asked for the last event', () => {
      it('has none while the ledger is empty', async () => {
        expect(await store.last()).toBeUndefined();
      });

      it('gives the place and the bookmark of the event that was written last, and perhaps when it was recorded', async () => {
        await append('a', 'noStream', newEvent(1), newEvent(2));
        const [third] = await append('b', 'noStream', newEvent(3));
        expect(third).toMatchObject((await store.last())!);
        expect((await store.last())!.position).toBe(third!.position);
        const [, fifth] = await append('a', 1, newEvent(4), newEvent(5));
        expect(fifth).toMatchObject((await store.last())!);
        expect((await store.last())!.cursor).toBe(fifth!.cursor);
      });

      it('knows nothing of an append that was refused', async () => {
        await append('a', 'noStream', newEvent(1));
        await expect(append('b', 'noStream', newEvent(2), newEvent(1))).rejects.toThrow(EventIdConflict);
        expect(await store.last()).toMatchObject({ position: 0 });
      });

      it('gives a bookmark after which there is nothing yet', async () => {
        await append('a', 'noStream', newEvent(1));
        const { cursor } = (await store.last())!;
        expect(await store.readAll(cursor, 10)).toEqual([]);
        const later = await append('a', 0, newEvent(2));
        expect(await store.readAll(cursor, 10)).toEqual(later);
      });

      if (openBeside)
        it('sees at once what was appended through another opening of the ledger', async () => {
          const beside = await openBeside();
          try {
            expect(await beside.last()).toBeUndefined();
            for (const n of [0, 1, 2]) {
              const [written] = await append('a', n === 0 ? 'noStream' : n - 1, newEvent(n));
              expect(await beside.last()).toMatchObject({ position: n, cursor: written!.cursor });
            }
          } finally {
            await beside.close();
          }
        });
    });

    describe('watching', () => {
      it('notifies every watcher of new events, until it stops watching', async () => {
        const [first, second] = [jest.fn(), jest.fn()];
        const stop = store.watch(first);
        store.watch(second);
        await append('a', 'noStream', newEvent(1), newEvent(2));
        await until(() => first.mock.lastCall?.[0] === 1 && second.mock.lastCall?.[0] === 1);
        stop();
        await append('b', 'noStream', newEvent(3));
        await until(() => second.mock.lastCall?.[0] === 2);
        expect(first).not.toHaveBeenCalledWith(2);
      });
    });

    describe('keeping data', () => {
      const deep = (levels: number): unknown => (levels === 0 ? 'bottom' : { next: [deep(levels - 1)] });
      it.each<[string, unknown]>([
        ['empty text', ''],
        ['empty object', {}],
        ['null', null],
        ['false', false],
        ['zero', 0],
        [
          'the largest numbers',
          [Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 1.7976931348623157e308, 5e-324, 0.1],
        ],
        ['scripts and emoji', 'اردو · 中文 · हिन्दी · 👩🏽‍🔬 · e\u0301'],
        ['lone surrogates', ['\ud800', 'x\udfffy']],
        ['control characters', '\u0000\u0001\u001f\u2028\u2029"\\'],
        ['a deep object', deep(400)],
        ['keys of prototypes', JSON.parse('{"__proto__":{"a":1},"constructor":2,"toString":3}')],
        ['large text', 'ü'.repeat(100_000)],
      ])('gives %s back unchanged', async (_, value) => {
        await append(
          'a',
          'noStream',
          newEvent(1, { data: value, metadata: null }),
          newEvent(2, { data: null, metadata: value }),
        );
        const stored = await store.readStream('a');
        expect(JSON.stringify(stored[0]?.data)).toBe(JSON.stringify(value));
        expect(JSON.stringify(stored[1]?.metadata)).toBe(JSON.stringify(value));
        expect(await everything()).toEqual(stored);
      });

      it('keeps type, schema version and recording time as given', async () => {
        const event = {
          ...newEvent(1),
          type: 'Entschluß gefaßt ✓',
          schemaVersion: 12,
          recordedAt: '2016-01-02T03:04:05.678Z',
        };
        await append('a', 'noStream', event);
        expect(await everything()).toEqual([
          { ...event, stream: 'a', revision: 0, position: 0, cursor: expect.any(String) },
        ]);
      });

      it('cannot be changed through what it took or gave', async () => {
        const data = { text: 'as said' };
        await append('a', 'noStream', newEvent(1, { data }));
        data.text = 'edited';
        const [read] = await everything();
        (read?.data as typeof data).text = 'edited';
        expect((await everything())[0]?.data).toEqual({ text: 'as said' });
      });

      it.each(['__proto__', 'constructor', 'toString', 'a b', "it's; --", 'ﷺ', 'x\u0000y'])(
        'takes %j as the name of a stream',
        async (stream) => {
          expect(await store.readStream(stream)).toEqual([]);
          const answer = await append(stream, 'noStream', newEvent(1));
          expect(answer[0]?.stream).toBe(stream);
          expect(await store.readStream(stream)).toEqual(answer);
          await expect(append(stream, 'noStream', newEvent(2))).rejects.toMatchObject({ current: 0 });
        },
      );

      it('tells streams apart by case, spaces and Unicode form', async () => {
        const names = ['a', 'A', 'a ', 'é', 'e\u0301'];
        await appendInRuns(
          store,
          names.map((stream, i) => ({ stream, expected: 'noStream', events: [newEvent(i)] })),
        );
        for (const stream of names) expect(await store.readStream(stream)).toHaveLength(1);
      });
    });

    describe('closing', () => {
      it('lets appends in flight finish', async () => {
        const underWay = append('a', 'noStream', newEvent(1));
        await store.close();
        expect(await underWay).toHaveLength(1);
      });

      it('makes every later call fail with StoreUnavailable, and may be repeated', async () => {
        await store.close();
        await store.close();
        await expect(append('a', 'noStream', newEvent(1))).rejects.toThrow(StoreUnavailable);
        await expect(store.readStream('a')).rejects.toThrow(StoreUnavailable);
        await expect(store.readAll(undefined, 1)).rejects.toThrow(StoreUnavailable);
        await expect(store.positionOf('0')).rejects.toThrow(StoreUnavailable);
        await expect(store.last()).rejects.toThrow(StoreUnavailable);
      });
    });

    it('behaves like the naive ledger after any history of appends', async () => {
      await fc.assert(
        fc.asyncProperty(history, async (appends) => {
          const tried = await open();
          const naive = new NaiveLedger();
          // Where a server takes no several streams at once, each run is an append of its own.
          const whole = (writes: readonly Write[]) => tried.takesWhole?.(writes) ?? true;
          for (const writes of appends.flatMap((it) => (whole(it) ? [it] : runsOf(it)))) {
            const outcome = await tried.append(writes).catch((error: Error) => error.name);
            expect(strip(outcome)).toEqual(strip(naive.append(writes)));
          }
          expect(strip(await tried.readAll(undefined, 1000))).toEqual(strip(naive.log));
          expect((await tried.last())?.position).toBe(naive.log.at(-1)?.position);
          for (const { stream } of appends.flat()) {
            expect(strip(await tried.readStream(stream))).toEqual(
              strip(naive.log.filter((event) => event.stream === stream)),
            );
          }
          await tried.close();
        }),
        { numRuns: 60 },
      );
    });
  });
};

/** An event one byte above the limit, with its 4 bytes of metadata and the quotes round its data. */
const oversized = (n: number): NewEvent =>
  newEvent(n, { data: 'x'.repeat(MAX_EVENT_BYTES + 1 - 4 - 2), metadata: null });

/** Resolves when the condition holds. The test's own timeout ends a wait that would never end. */
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
};

/** The outcome without cursors, because each adapter has its own form of cursor. */
const strip = (outcome: string | readonly object[]) =>
  typeof outcome === 'string' ? outcome : outcome.map((event) => ({ ...event, cursor: undefined }));
