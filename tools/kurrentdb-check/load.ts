import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StoredEvent, Write } from '@jwg/event-sourcing';
import { built } from '../built.ts';

const WRITERS = 32;
const STREAM_LENGTH = 20;
/** One append in this many is over two streams. */
const SEVERAL_EVERY = 50;
const PAGE = 500;

/**
 * Writes for `seconds` while a second store follows; resolves to figures, and to sentences about faults.
 *
 * @param meanwhile  what happens to the server, begun with the writing
 */
export const load = async (url: string, seconds: number, meanwhile: () => Promise<void> = async () => {}) => {
  const { openKurrentDbEventStore } = await built('event-store/src/index');
  const prefix = `check-${randomBytes(6).toString('hex')}.`;
  const open = () => openKurrentDbEventStore({ url, prefix });
  const [writer, reader] = [await open(), await open()];
  const takesWhole = (writes: readonly Write[]) => writer.takesWhole?.(writes) ?? true;
  const acknowledged = new Map<string, StoredEvent>();
  const latencies: number[] = [];
  const refused = new Map<string, number>(); // by the error's name
  const end = performance.now() + seconds * 1000;

  const append = async (writes: readonly Write[]) => {
    const begun = performance.now();
    try {
      for (const event of await writer.append(writes)) acknowledged.set(event.id, event);
      latencies.push(performance.now() - begun);
      return true;
    } catch (error) {
      const { name } = error as Error;
      refused.set(name, (refused.get(name) ?? 0) + 1);
      return false;
    }
  };
  const write = async (name: string) => {
    for (let n = 0; performance.now() < end; n += 1) {
      const stream = `${name}-${Math.floor(n / STREAM_LENGTH)}`;
      const place = n % STREAM_LENGTH;
      const writes: Write[] = [{ stream, expected: place === 0 ? 'noStream' : place - 1, events: [someEvent(n)] }];
      const beside: Write = { stream: `beside-${name}-${n}`, expected: 'noStream', events: [someEvent(n)] };
      if (n % SEVERAL_EVERY === 0 && takesWhole([...writes, beside])) writes.push(beside);
      // An append without acknowledgement may have been stored; repeating it shows whether it was.
      while (!(await append(writes)) && performance.now() < end) await sleep(100);
    }
  };
  const seen: Brief[] = [];
  const follow = async () => {
    let writing = true;
    const written = Promise.all(Array.from({ length: WRITERS }, (_, i) => write(`s${i}`))).then(
      () => (writing = false),
    );
    for (;;) {
      const last = !writing;
      const page = await whenThere(() => reader.readAll(seen.at(-1)?.cursor, PAGE));
      for (const event of page) seen.push(brief(event));
      if (page.length === PAGE) continue;
      if (last) break;
      await sleep(20);
    }
    await written;
  };
  await Promise.all([follow(), meanwhile()]);

  const begun = performance.now();
  const late = await whenThere(open);
  const opened = performance.now() - begun;
  const again: Brief[] = [];
  for (
    let page: readonly StoredEvent[];
    (page = await whenThere(() => late.readAll(again.at(-1)?.cursor, PAGE))).length > 0;
  )
    again.push(...page.map(brief));
  await Promise.all([writer, reader, late].map((store) => store.close()));

  return {
    figures: {
      'appends a second': Math.round(latencies.length / seconds),
      'p50 ms': quantile(latencies, 0.5)?.toFixed(1) ?? 'nothing was written',
      'p99 ms': quantile(latencies, 0.99)?.toFixed(1) ?? 'nothing was written',
      'longest ms': quantile(latencies, 1)?.toFixed(1) ?? 'nothing was written',
      'events in the ledger': again.length,
      'ms to open it': Math.round(opened),
      'not acknowledged': [...refused].map(([name, count]) => `${count} ${name}`).join(', ') || 0,
      'prefix of what was written': prefix,
    },
    wrong: [
      ...(acknowledged.size === 0 ? ['not one append was taken'] : []),
      ...faultsIn(again, acknowledged),
      ...difference(seen, again),
    ],
  };
};

const someEvent = (n: number) => ({
  id: randomUUID(),
  type: 'MatterNoted',
  schemaVersion: 1,
  data: { number: n, text: 'x'.repeat(400) },
  metadata: { actor: 'PK/MoST' },
  recordedAt: new Date().toISOString(),
});

/** Retries while nodes leave and return; gives up after a minute without the server. */
const whenThere = async <T>(question: () => Promise<T>): Promise<T> => {
  for (const end = performance.now() + 60_000; ; await sleep(200))
    try {
      return await question();
    } catch (error) {
      if ((error as { kind?: string }).kind !== 'unavailable' || performance.now() > end) throw error;
    }
};

type Brief = Pick<StoredEvent, 'id' | 'stream' | 'revision' | 'position' | 'cursor'>;

const brief = ({ id, stream, revision, position, cursor }: StoredEvent): Brief => ({
  id,
  stream,
  revision,
  position,
  cursor,
});

const faultsIn = (events: readonly Brief[], acknowledged: ReadonlyMap<string, StoredEvent>) => {
  const lost = new Map(acknowledged);
  const lengths = new Map<string, number>();
  const wrong: string[] = [];
  for (const [place, { id, stream, revision, position, cursor }] of events.entries()) {
    if (position !== place) wrong.push(`position ${position} stands where ${place} was due`);
    if (revision !== (lengths.get(stream) ?? 0)) wrong.push(`${stream} has a gap at ${revision}`);
    lengths.set(stream, revision + 1);
    const told = acknowledged.get(id);
    if (told && told.cursor !== cursor) wrong.push(`${id} was acknowledged at ${told.cursor} and stands at ${cursor}`);
    lost.delete(id);
  }
  if (lost.size > 0) wrong.push(`${lost.size} acknowledged events are not there`);
  return wrong.slice(0, 10);
};

const difference = (seen: readonly Brief[], again: readonly Brief[]) => {
  const place = seen.findIndex(({ id, cursor }, i) => again[i]?.id !== id || again[i]?.cursor !== cursor);
  if (place >= 0) return [`who followed saw another event at position ${place} than who came later`];
  return seen.length === again.length ? [] : [`who followed saw ${seen.length} events, who came later ${again.length}`];
};

const quantile = (values: readonly number[], q: number) =>
  values.toSorted((a, b) => a - b)[Math.min(Math.floor(values.length * q), values.length - 1)];
