import { beforeEach, describe, expect, it } from '@jest/globals';
import { openMemoryEventStore } from '@jwg/event-store';
import type { EventStore, StoredEvent } from '@jwg/event-sourcing';
import { v5 } from 'uuid';
import { placesOf, standingAfter, standingAtFirst, Standings } from './standings.js';

const idOf = (n: number): string => v5(String(n), v5.URL);
let numbers = 0;
let store: EventStore;
let read: { stream: string; from: number; events: number }[];
let evolved: number;

/** The state is all that was said, so it grows. */
const saying = {
  initial: '',
  evolve: (state: string, { data }: { data: string }) => {
    evolved += 1;
    return state + data;
  },
} as never;

const append = async (stream: string, ...said: string[]) => {
  const { length } = await store.readStream(stream);
  const events = said.map((data) => ({
    id: idOf((numbers += 1)),
    type: 'Said',
    schemaVersion: 1,
    data,
    metadata: { commandId: `command ${data}` },
    recordedAt: `2024-05-14T09:30:00.${String(numbers % 1000).padStart(3, '0')}Z`,
  }));
  await store.append([{ stream, expected: length === 0 ? 'noStream' : length - 1, events }]);
};
const remembered = (most?: number) =>
  new Standings(
    {
      readStream: async (stream, from = 0) => {
        const events = await store.readStream(stream, from);
        read.push({ stream, from, events: events.length });
        return events;
      },
    },
    most,
  );

beforeEach(() => {
  store = openMemoryEventStore();
  read = [];
  evolved = 0;
});

describe('How a stream stands', () => {
  it('is read and folded only from where it ended', async () => {
    const standings = remembered();
    await append('one', 'a', 'b');
    expect(await standings.of(saying, 'one')).toMatchObject({ length: 2, state: 'ab' });
    await append('one', 'c');
    const last = (await store.readStream('one')).at(-1)!;
    expect(await standings.of(saying, 'one')).toMatchObject({ length: 3, state: 'abc', recordedAt: last.recordedAt });
    expect(read.map(({ from, events }) => [from, events])).toEqual([
      [0, 2],
      [2, 1],
    ]);
    expect(evolved).toBe(3);
  });

  it('is the same for all that ask at once', async () => {
    const standings = remembered();
    await append('one', 'a');
    await standings.of(saying, 'one');
    await append('one', 'b');
    const both = Promise.all([standings.of(saying, 'one'), standings.of(saying, 'one')]);
    for (const it of [...(await both), await standings.of(saying, 'one')])
      expect(it).toMatchObject({ length: 2, state: 'ab', commands: [expect.any(Number), expect.any(Number)] });
  });

  it('is known of a shorter history, too, when it went further meanwhile', async () => {
    const standings = remembered();
    await append('one', 'a');
    const earlier = (await store.readStream('one')) as never[];
    await append('one', 'b');
    await standings.of(saying, 'one');
    expect(standings.stateAfter(saying, 'one', earlier)).toBe('a');
    evolved = 0;
    expect(standings.stateAfter(saying, 'one', (await store.readStream('one')) as never[])).toBe('ab');
    expect(evolved).toBe(0);
  });

  it('is forgotten, the one that was asked for longest ago first, when the states take too many bytes', async () => {
    const standings = remembered(3_500);
    for (const stream of ['one', 'two', 'three']) await append(stream, 'x'.repeat(1_000));
    for (const stream of ['one', 'two', 'one', 'three', 'one', 'two'])
      expect(await standings.of(saying, stream)).toMatchObject({ length: 1 });
    const whole = read.filter(({ from }) => from === 0).map(({ stream }) => stream);
    expect(whole).toEqual(['one', 'two', 'three', 'two']);
  });

  it('is found even when it alone takes more bytes than all may', async () => {
    const standings = remembered(1_000);
    await append('one', 'x'.repeat(2_000));
    await append('two', 'y');
    for (const [stream, length] of [
      ['one', 2_000],
      ['two', 1],
      ['one', 2_000],
    ] as const)
      expect((await standings.of<string, never>(saying, stream)).state).toHaveLength(length);
  });

  it('leaves nothing behind where no stream is, by whatever name it is asked for', async () => {
    const standings = remembered();
    for (let n = 0; n < 100; n += 1) expect(await standings.of(saying, `none ${n}`)).toMatchObject({ length: 0 });
    expect(standings.size).toEqual({ streams: 0, bytes: 0 });
  });

  it('counts as many bytes as its state has, and not as its events had', async () => {
    const standings = remembered();
    const last = { initial: '', evolve: (_: string, { data }: { data: string }) => data } as never;
    for (let n = 0; n < 100; n += 1) {
      await append('one', 'x'.repeat(1_000));
      await standings.of(last, 'one');
    }
    expect(standings.size.bytes).toBeGreaterThan(1_000);
    expect(standings.size.bytes).toBeLessThan(5_000);
  });
});

describe('The events of a command', () => {
  const event = (commandId: string) => ({ type: 'Said', data: '', metadata: { commandId } }) as unknown as StoredEvent;
  const standing = (...commands: string[]) =>
    standingAfter(saying, standingAtFirst(''), commands.map(event) as StoredEvent<never>[]);

  it('are found again by its id, run by run', () => {
    expect(placesOf(standing('a', 'b', 'b', 'a', 'c'), 'b')).toEqual([{ from: 1, to: 3 }]);
    expect(placesOf(standing('a', 'b', 'b', 'a', 'c'), 'a')).toEqual([
      { from: 0, to: 1 },
      { from: 3, to: 4 },
    ]);
    expect(placesOf(standing('a', 'b'), 'c')).toEqual([]);
  });

  it('are those that the stream had then, though another went further meanwhile', () => {
    const before = standing('a');
    const after = standingAfter(saying, before, [event('a')] as StoredEvent<never>[]);
    expect([placesOf(before, 'a'), placesOf(after, 'a')]).toEqual([[{ from: 0, to: 1 }], [{ from: 0, to: 2 }]]);
  });
});
