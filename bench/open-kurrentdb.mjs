import { randomUUID } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import v8 from 'node:v8';
import vm from 'node:vm';
import { openFile } from '../tools/kurrentdb-double/file.ts';
import { recordAt } from '../tools/kurrentdb-double/record.ts';
import { spawnKurrentDouble } from '../tools/kurrentdb-double/spawn.ts';
import { reporter, streamNumber } from './events.ts';
import { alternate, median, ratio, short, timed } from './measure.ts';
import { encode, IndexKeeper, LedgerIndex, openKurrentDbEventStore, toServer } from './product.ts';

const PREFIX = 'jwg.';
const PER_STREAM = 20;

/** How long a process takes to open a ledger on KurrentDB, and what its index takes of the memory. */
export const run = async ({ folder, quick }) => {
  const itsMemory = await memory(folder, quick); // first, while there is nothing else in the process
  return [await opening(folder, quick), itsMemory];
};

/** With the index in the folder, as the process before left it, and without. */
const opening = async (folder, quick) => {
  const [events, rounds] = quick ? [20_000, 3] : [1_000_000, 2];
  const data = join(folder, 'double.log');
  writeLog(data, events);
  const double = await spawnKurrentDouble({ data });
  process.once('SIGTERM', () => double.kill().finally(() => process.exit(143)));
  const open = (index) => async () => {
    const started = performance.now();
    const store = await openKurrentDbEventStore({ url: double.url, prefix: PREFIX, index });
    const ms = performance.now() - started;
    const last = await store.last();
    if (last?.position !== events - 1) throw new Error(`The last event is at ${last?.position}`);
    await store.close();
    return ms;
  };
  const kept = open({ folder });
  try {
    await kept(); // makes it
    const ms = await alternate(rounds, { without: open(), kept });
    const { value, spread } = ratio(ms.without, ms.kept);
    return {
      name: 'open-kurrentdb',
      value,
      unit: 'ratio',
      aim: '>=10',
      of: `the time to open a ledger of ${events} events on KurrentDB's protocol test double (not KurrentDB), in a process of its own on the same cores, without an index in the folder, to the time with the one that the process before left there`,
      figures: {
        spread,
        withoutSeconds: short(median(ms.without) / 1000),
        keptSeconds: short(median(ms.kept) / 1000),
        events,
        indexBytes: statSync(join(folder, 'kurrentdb-index')).size,
      },
    };
  } finally {
    await double.kill();
  }
};

/** Writes the double's log as so many appends would have; through the double it would take minutes. */
const writeLog = (path, events) => {
  const { report } = reporter(1);
  const file = openFile(path, { fsync: false });
  const streams = Math.ceil(events / PER_STREAM);
  let position = 0;
  for (let n = 0; n < events;) {
    const batch = [];
    for (const end = Math.min(n + 1_000, events); n < end; n += 1) {
      const stream = streamNumber(n % streams);
      const revision = Math.floor(n / streams);
      const [event] = encode({ stream, expected: 'noStream', events: [report()] }).events;
      const { id, type, data, metadata } = toServer(event);
      const bytes = (it) => Buffer.from(JSON.stringify(it));
      const its = { stream: PREFIX + encodeURIComponent(stream), id, type, json: true };
      batch.push(recordAt({ ...its, data: bytes(data), metadata: bytes(metadata) }, revision, position));
      position = batch.at(-1).end;
    }
    file.write([batch]);
  }
  file.close();
};

/** An index by itself, without a server: the double cannot hold a log of so many events. */
const memory = async (folder, quick) => {
  const events = quick ? 102_400 : 10_240_000; // whole blocks
  const streams = events / PER_STREAM;
  const place = { folder: join(folder, 'memory') };
  mkdirSync(place.folder);
  const before = usedBytes();
  let index = new LedgerIndex();
  let keeper = new IndexKeeper(place, PREFIX);
  for await (const none of keeper.recall()) throw new Error(`There is ${none} already`);
  const made = await timed(async () => {
    for (let n = 0; n < events; n += 1) {
      const place = BigInt(n * 900);
      const stream = streamNumber(n % streams);
      index.add({ commit: place, prepare: place, id: randomUUID(), stream, revision: Math.floor(n / streams) });
      if (n === keeper.lastOfNext) keeper.keep(index, { foreign: new Set(), settings: new Map() });
    }
    await keeper.close();
  });
  const bytes = (usedBytes() - before) / events;
  index = new LedgerIndex();
  keeper = new IndexKeeper(place, PREFIX);
  const recalled = await timed(async () => {
    for await (const known of keeper.recall()) {
      if (index.length === 0) index.reserve(known.events);
      index.addBlock(known.block, known);
    }
    await keeper.close();
  });
  if (index.length !== events) throw new Error(`Of ${events} events, ${index.length} were kept`);
  return {
    name: 'open-memory',
    value: (usedBytes() - before) / events,
    unit: 'bytes',
    aim: '<=64',
    of: `memory an event of the index of ${events} events in ${streams} streams, recalled from its file, without a server`,
    figures: {
      bytesAsItGrew: short(bytes),
      recalledSeconds: short(recalled / 1000),
      madeSeconds: short(made / 1000),
      fileBytesAnEvent: short(statSync(join(place.folder, 'kurrentdb-index')).size / events),
      processMegabytes: Math.round(process.memoryUsage().rss / 2 ** 20),
    },
  };
};

v8.setFlagsFromString('--expose-gc');
const collectGarbage = vm.runInNewContext('gc');

const usedBytes = () => {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};
