import { join } from 'node:path';
import pg from 'pg';
import { writeLedger } from './ledger.ts';
import { alternate, median, ratio, short, timed } from './measure.ts';
import { startPostgres } from './postgres.ts';
import { openMemoryEventStore, openRows, projectionFollower, projections, step } from './product.ts';

const BATCH = 500;
const all = { all: projections, ...Object.fromEntries(projections.map((one) => [one.name, [one]])) };

/** How fast the ledger becomes rows in PostgreSQL, compared with inserting the same rows ready-made. */
export const rows = async ({ folder, quick }) => {
  const events = quick ? 5_000 : 20_000;
  const postgres = await startPostgres(join(folder, 'postgres'));
  const { url } = postgres;
  try {
    const log = await ledger({ forums: 5, rounds: 10, decisions: 4, undertakings: quick ? 2 : 10, events });
    const { count } = log;
    await folded(url, log, projections); // also a warm-up
    const ready = new Map();
    for (const projection of projections) ready.set(projection, await written(url, projection, count));
    const results = [];
    for (const [name, some] of Object.entries(all)) {
      const rounds = quick ? 1 : some.some((one) => ready.get(one).size.inserted > events / 2) ? 5 : 11; // a light one is quick
      const ms = await alternate(rounds, {
        product: () => folded(url, log, some),
        raw: () => inserted(url, some, ready),
      });
      results.push(result(name, count, ms, sum(some.map((one) => ready.get(one)))));
    }
    return results;
  } finally {
    await postgres.stop();
  }
};

/** A ledger in memory, as the other side's rows are: this benchmark does not measure reading from a store. */
const ledger = async (size) => {
  const store = openMemoryEventStore();
  const count = (await writeLedger(store, size)).end + 1;
  const events = await store.readAll(undefined, count);
  const after = (cursor) => (cursor === undefined ? 0 : Number(cursor) + 1);
  return { count, readAll: async (cursor, limit) => events.slice(after(cursor), after(cursor) + limit) };
};

/** Milliseconds from empty tables to all rows, with all projections in parallel as in a worker. */
const folded = async (url, log, some) => {
  await emptied(url);
  const rows = await openRows({ postgres: url });
  const follow = async (projection) => {
    const follower = projectionFollower(rows, projection);
    await follower.checkpoint(); // creates the follower's table
    return async () => {
      for (let done = 0; done < log.count;) done += await step(log, follower, BATCH);
    };
  };
  const followers = await Promise.all(some.map(follow));
  const ms = await timed(() => Promise.all(followers.map((one) => one())));
  await rows.close();
  return ms;
};

/** The same with ready-made rows: a connection per table, a transaction per batch with its checkpoint, and no reads. */
const inserted = async (url, some, ready) => {
  await folded(url, { count: 0 }, some); // creates the same tables and indexes
  await asked(url, 'create table places (name text not null, place text not null, position bigint not null)');
  const writers = await Promise.all(
    some.map(async ({ name }, number) => {
      const { columns, batches } = ready.get(some[number]);
      const client = await connected(url);
      const types = columns.map((column, n) => `$${n + 1}::${isPosition(column) ? 'bigint' : 'text'}[]`);
      const insert = { name: 'insert', text: `insert into ${name}_1 select * from unnest(${types.join(', ')})` };
      const place = { name: 'place', text: 'insert into places values ($1, $2, $3)' };
      const write = async () => {
        for (const [number, values] of batches.entries()) {
          await client.query('begin');
          await client.query({ ...place, values: [name, String(number), number] });
          if (values[0].length > 0) await client.query({ ...insert, values });
          await client.query('commit');
        }
      };
      return { write, end: () => client.end() };
    }),
  );
  const ms = await timed(() => Promise.all(writers.map(({ write }) => write())));
  await Promise.all(writers.map(({ end }) => end()));
  return ms;
};

/** The rows of the last fold, by batch, as an array for each column; versions closed later are inserted closed. */
const written = async (url, { name }, count) => {
  const client = await connected(url);
  const { rows, fields } = await client.query({
    text: `select * from ${name}_1 order by from_position`,
    rowMode: 'array',
  });
  await client.end();
  const columns = fields.map((field) => field.name);
  const [from, until] = ['from_position', 'until_position'].map((column) => columns.indexOf(column));
  const batches = Array.from({ length: Math.ceil(count / BATCH) }, () => columns.map(() => []));
  const batchOf = (position) => Math.floor(position / BATCH);
  for (const row of rows) row.forEach((value, n) => batches[batchOf(row[from])][n].push(value));
  const closedLater = rows.filter((row) => row[until] < count && batchOf(row[until]) > batchOf(row[from])).length;
  const bytes = rows.reduce((total, row) => total + Buffer.byteLength(row.join('')), 0);
  return { columns, batches, size: { inserted: rows.length, closedLater, MiB: bytes / 2 ** 20 } };
};

const isPosition = (column) => column.endsWith('_position');
const emptied = (url) => asked(url, 'drop schema public cascade; create schema public');

const asked = async (url, question) => {
  const client = await connected(url);
  await client.query(question);
  await client.end();
};

const connected = async (url) => {
  const client = new pg.Client(url);
  client.on('error', () => {}); // the connection may still be closing when the server stops
  await client.connect();
  return client;
};

const sum = (ready) =>
  Object.fromEntries(
    ['inserted', 'closedLater', 'MiB'].map((name) => [name, short(ready.reduce((n, { size }) => n + size[name], 0))]),
  );

const result = (name, count, ms, rows) => {
  const rates = {
    product: ms.product.map((one) => (count / one) * 1000),
    raw: ms.raw.map((one) => (count / one) * 1000),
  };
  const { value, spread } = ratio(rates.product, rates.raw);
  return {
    name: `rows-${name}`,
    value,
    unit: 'ratio',
    aim: '>=0.5',
    of: `events a second, out of memory into PostgreSQL's rows of ${name === 'all' ? 'all projections side by side' : name}, ${BATCH} a transaction, fsync on, to raw inserts (unnest) of the same versions of rows, ready-made, into the same tables in as many transactions`,
    figures: {
      spread,
      productPerSecond: short(median(rates.product)),
      rawPerSecond: short(median(rates.raw)),
      events: count,
      rows,
    },
  };
};
