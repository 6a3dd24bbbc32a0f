import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { reporter, streamNumber } from './events.ts';
import { alternate, median, ratio, short } from './measure.ts';
import { inClear, inPresentForm, openPersonKeys, openSqliteEventStore, Persons } from './product.ts';

const BATCH = 100;
const PAGE = 500;
const ACTORS = 200;
const NAMES = 300;
/** One event in so many names somebody in its data; each names who acted. */
const NAMING = 20;

/**
 * The ledger's store with its codec (old forms made new, persons enciphered) and without it, in short turns: appends, and
 * then reading all. It is the time of the processor that is compared, as in `notary`.
 */
export const run = async ({ folder, quick }) => {
  const [rounds, events] = quick ? [10, 1_000] : [40, 5_000];
  const [plain, coded] = [await open(join(folder, 'plain')), await open(join(folder, 'coded'), true)];
  const [forPlain, forCoded] = [naming(1), naming(1)];
  const append = {
    coded: () => costOf(events, coded, appending(forCoded(events))),
    plain: () => costOf(events, plain, appending(forPlain(events))),
  };
  await alternate(4, append); // until the code is compiled and most persons have their keys, each of which waits for the disk
  const appends = await alternate(rounds, append);
  const [readCoded, readPlain] = [reading(events), reading(events)];
  const reads = await alternate(rounds, {
    coded: () => costOf(events, coded, readCoded),
    plain: () => costOf(events, plain, readPlain),
  });
  for (const { close } of [plain, coded]) await close();
  return [
    result('codec-append', appends, `events appended ${BATCH} at a time`),
    result('codec-read-all', reads, `events read in order in pages of ${PAGE}`),
  ];
};

const result = (name, { coded, plain }, what) => {
  const { value, spread } = ratio(coded, plain);
  return {
    name,
    value,
    unit: 'ratio',
    aim: '<=1.15',
    of: `processor time of ${what} with the codec, to the same without it; ${ACTORS} actors, every ${NAMING}th event names one of ${NAMES}`,
    figures: { spread, codedMicroseconds: short(median(coded)), plainMicroseconds: short(median(plain)) },
  };
};

const open = async (folder, hasCodec) => {
  mkdirSync(folder);
  const stored = openSqliteEventStore({ folder });
  if (!hasCodec) return { store: stored, close: () => stored.close() };
  const keys = await openPersonKeys({ folder });
  const store = inClear(inPresentForm(stored), new Persons(keys));
  return { store, close: () => Promise.all([stored.close(), keys.close()]) };
};

const costOf = async (events, { store }, work) => {
  const before = process.cpuUsage();
  await work(store);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / events;
};

const appending = (writes) => async (store) => {
  for (let at = 0; at < writes.length; at += BATCH) await store.append(writes.slice(at, at + BATCH));
};

const reading = (events) => {
  let cursor;
  return async (store) => {
    for (let read = 0; read < events; read += PAGE) cursor = (await store.readAll(cursor, PAGE)).at(-1).cursor;
  };
};

/** Reports by many actors, and nominations by name; each side makes its own objects, of the same seed. */
const naming = (seed) => {
  const { below, report } = reporter(seed);
  let n = 0;
  return (events) =>
    Array.from({ length: events }, () => {
      const event = report();
      const actor = { ...event.metadata.actor, id: `focal-point-${below(ACTORS)}@example.org` };
      const named = {
        type: 'FocalPointNominated',
        data: { institution: 'pk-stza', person: `Person No. ${below(NAMES)}` },
      };
      const metadata = { ...event.metadata, actor };
      n += 1;
      return {
        stream: streamNumber(n),
        expected: 'noStream',
        events: [{ ...event, ...(n % NAMING === 0 && named), id: randomUUID(), metadata }],
      };
    });
};
