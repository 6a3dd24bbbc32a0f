import Database from 'better-sqlite3';
import { join } from 'node:path';
import { scattered } from './events.ts';
import { alternate, median, ratio, short, timed } from './measure.ts';
import { openSqliteEventStore, SCHEMA } from './product.ts';

const BATCH = 100;

export const run = async ({ folder, quick }) => {
  const [streams, events, rounds] = quick ? [5_000, 1_000, 15] : [50_000, 5_000, 100];
  const store = openSqliteEventStore({ folder });
  const raw = openRaw(join(folder, 'raw.db'));
  const sources = { product: scattered(streams, 1), raw: scattered(streams, 1) };

  const rates = await alternate(rounds, {
    async product() {
      const batches = inBatches(sources.product(events));
      return (
        (events /
          (await timed(async () => {
            for (const batch of batches) await store.append(batch);
          }))) *
        1000
      );
    },
    async raw() {
      const batches = inBatches(sources.raw(events)).map(raw.prepare);
      return (events / (await timed(() => batches.forEach(raw.insert)))) * 1000;
    },
  });
  await store.close();
  raw.close();

  const { value, spread } = ratio(rates.product, rates.raw);
  return [
    {
      name: 'append',
      value,
      unit: 'ratio',
      aim: '>=0.8',
      of: `events a second, appended ${BATCH} at a time to ${streams} streams at random, to bare better-sqlite3 inserts of the same rows, made ready beforehand, into the same tables with the same settings (FULL)`,
      figures: {
        spread,
        productPerSecond: short(median(rates.product)),
        rawPerSecond: short(median(rates.raw)),
        events: events * rounds,
      },
    },
  ];
};

const inBatches = (writes) =>
  Array.from({ length: writes.length / BATCH }, (_, n) => writes.slice(n * BATCH, (n + 1) * BATCH));

/** The lower limit, without checks, encoding, answers or sharing: prepared rows, one transaction per batch. */
const openRaw = (file) => {
  const db = new Database(file);
  for (const setting of [
    'journal_mode = WAL',
    'synchronous = FULL',
    'cache_size = -65536',
    'wal_autocheckpoint = 1000',
  ])
    db.pragma(setting);
  db.exec(SCHEMA);
  const insertStream = db.prepare('INSERT INTO streams VALUES (?, ?)');
  const insertEvent = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const firsts = new Map();
  let position = 0;
  return {
    prepare: (batch) => {
      const streams = [];
      const events = batch.map(
        ({ stream, expected, events: [{ id, type, schemaVersion, recordedAt, data, metadata }] }) => {
          if (!firsts.has(stream)) {
            firsts.set(stream, position);
            streams.push([position, stream]);
          }
          return [
            position++,
            firsts.get(stream),
            expected === 'noStream' ? 0 : expected + 1,
            Buffer.from(id.replaceAll('-', ''), 'hex'),
            type,
            schemaVersion,
            recordedAt,
            JSON.stringify(data),
            JSON.stringify(metadata),
          ];
        },
      );
      return { streams, events };
    },
    insert: db.transaction(({ streams, events }) => {
      for (const row of streams) insertStream.run(row);
      for (const row of events) insertEvent.run(row);
    }).immediate,
    close: () => db.close(),
  };
};
