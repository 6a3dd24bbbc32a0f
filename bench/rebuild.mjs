import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openEmmettSqlite, sqliteProjection } from './emmett.mjs';
import { reporter, streamNumber } from './events.ts';
import { alternate, median, ratio, short, timed } from './measure.ts';
import { openRows, openSqliteEventStore, projectionFollower, step } from './product.ts';

const BATCH = 500;
const RUN = 5; // events of one commitment in a row

export const run = async ({ folder, quick }) => {
  const [events, streams, rounds] = quick ? [5_000, 250, 1] : [100_000, 5_000, 3];
  const store = openSqliteEventStore({ folder });
  const emmett = await openEmmettSqlite(join(folder, 'emmett.db'), 'OFF');
  await fill(store, emmett, events, streams);
  await emmett.connection.command('PRAGMA synchronous = NORMAL'); // as for our rows: both can be rebuilt

  const rate = (count, ms) => (count / ms) * 1000;
  const fewer = events / 5; // for the slow sides, whose rate is the same with more events
  const tuned = { batchSize: BATCH, pullingFrequencyInMs: 0 };
  const rates = await alternate(rounds, {
    product: async (round) => rate(events, await ours(store, join(folder, `rows-${round}`), events, BATCH)),
    productOneByOne: async (round) => rate(fewer, await ours(store, join(folder, `one-by-one-${round}`), fewer, 1)),
    emmett: async (round) => rate(events, await emmetts(emmett, `progress_${round}`, events, tuned)),
    emmettAsItComes: async (round) => rate(fewer, await emmetts(emmett, `as_it_comes_${round}`, fewer)),
  });
  await store.close();
  emmett.close();

  const to = (theirs) => ratio(rates.product, rates[theirs]);
  const figures = {
    perSecond: Object.fromEntries(Object.entries(rates).map(([name, values]) => [name, short(median(values))])),
    productOneByOneToEmmett: short(ratio(rates.productOneByOne, rates.emmett).value),
    durability: 'synchronous=NORMAL both; the product commits per batch, one by one per event, Emmett per batch',
  };
  const result = (name, { value, spread }, of) => ({
    name,
    value,
    unit: 'ratio',
    aim: '>=20',
    of,
    figures: { spread, ...figures },
  });
  return [
    result(
      'rebuild-tuned',
      to('emmett'),
      `events a second of one projection over ${events} events into SQLite rows, to Emmett's SQLite consumer; batches of ${BATCH} and no rest both, but Emmett writes row and checkpoint for each event, we for each batch`,
    ),
    result(
      'rebuild',
      to('emmettAsItComes'),
      `the same, to Emmett's consumer as it comes: batches of 100 and a rest of 50 ms after each, which is most of its time (it over ${fewer} events)`,
    ),
  ];
};

/** Writes the same events in the same order to both stores. */
const fill = async (store, emmett, events, streams) => {
  const { report } = reporter(1);
  for (let written = 0; written < events; written += RUN) {
    const turn = written / RUN;
    const stream = streamNumber(turn % streams);
    const length = Math.floor(turn / streams) * RUN;
    const reports = Array.from({ length: RUN }, () => report());
    await store.append([{ stream, expected: length === 0 ? 'noStream' : length - 1, events: reports }]);
    await emmett.append(stream, length, reports);
  }
};

/** The progress of each commitment: one row each, with an index on its key and on its percentage. */
const progress = {
  name: 'progress',
  version: 1,
  keys: ({ stream }) => [stream],
  on: {
    ProgressReported: (row, { data: { percent, narrative } }) => ({
      reports: (row?.reports ?? 0) + 1,
      percent,
      narrative,
    }),
  },
  columns: { percent: ({ percent }) => percent },
};

const ours = async (store, folder, events, batch) => {
  mkdirSync(folder);
  const rows = await openRows({ folder });
  const follower = projectionFollower(rows, progress);
  const ms = await timed(async () => {
    for (let done = 0; done < events;) done += await step(store, follower, batch);
  });
  const found = await rows.at(events - 1).find(progress);
  agree(
    found.reduce((sum, { reports }) => sum + reports, 0),
    events,
  );
  await rows.close();
  return ms;
};

const emmetts = async ({ store, connection }, table, events, pulling) => {
  await connection.command(
    `CREATE TABLE ${table} (id TEXT PRIMARY KEY, reports INTEGER, percent INTEGER, narrative TEXT)`,
  );
  await connection.command(`CREATE INDEX ${table}_by_percent ON ${table} (percent)`);
  const upsert = `INSERT INTO ${table} VALUES (?, 1, ?, ?) ON CONFLICT (id)
    DO UPDATE SET reports = reports + 1, percent = excluded.percent, narrative = excluded.narrative`;
  const consumer = store.consumer({ pulling });
  consumer.processor({
    processorId: table,
    startFrom: 'BEGINNING',
    projection: sqliteProjection({
      canHandle: ['ProgressReported'],
      async handle(messages) {
        for (const { data, metadata } of messages)
          await connection.command(upsert, [metadata.streamName, data.percent, data.narrative]);
      },
    }),
    stopAfter: ({ metadata }) => metadata.globalPosition === BigInt(events),
  });
  const ms = await timed(() => consumer.start());
  const [{ sum }] = await connection.query(`SELECT sum(reports) AS sum FROM ${table}`);
  agree(sum, events);
  return ms;
};

const agree = (counted, expected) => {
  if (counted !== expected) throw new Error(`Counted ${counted} events in the rows, not ${expected}`);
};
