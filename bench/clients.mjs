import { join } from 'node:path';
import { openEmmettPostgres, openEmmettSqlite } from './emmett.mjs';
import { reporter } from './events.ts';
import { alternate, median, ratio, short, timed } from './measure.ts';
import { startPostgres } from './postgres.ts';
import { openSqliteEventStore } from './product.ts';

const PER_STREAM = 20;

export const run = async ({ folder, quick }) => {
  const rounds = quick ? 5 : 40; // short rounds: a disturbance of the disk affects few of them
  const postgres = await startPostgres(join(folder, 'postgres'));
  try {
    const product = openProduct(folder);
    const sqlite = await openEmmettSqlite(join(folder, 'emmett.db'));
    const server = await openEmmettPostgres(postgres.url);

    const side = (name, { append }, clients) => {
      const { report } = reporter(clients);
      const writers = Array.from({ length: clients }, (_, number) => ({
        name: `${name}${clients}-${number}`,
        written: 0,
      }));
      const total = clients === 1 ? 100 : 1_280;
      return async () => {
        const work = writers.map((writer) => ({
          writer,
          reports: Array.from({ length: total / clients }, () => report()),
        }));
        const ms = await timed(() => Promise.all(work.map(({ writer, reports }) => write(append, writer, reports))));
        return (total / ms) * 1000;
      };
    };
    const rates = {
      ...(await alternate(rounds, {
        product1: side('product', product, 1),
        emmettSqlite1: side('sqlite', sqlite, 1),
        emmettPostgres1: side('postgres', server, 1),
      })),
      ...(await alternate(rounds, {
        product64: side('product', product, 64),
        emmettSqlite64: side('sqlite', sqlite, 64),
        emmettPostgres64: side('postgres', server, 64),
      })),
    };
    await product.close();
    await server.close();
    sqlite.close();
    return results(rates);
  } finally {
    await postgres.stop();
  }
};

/** One event per append, each after the answer to the one before; new streams now and then, as in reality. */
const write = async (append, writer, reports) => {
  for (const report of reports) {
    const length = writer.written % PER_STREAM;
    const number = (writer.written - length) / PER_STREAM;
    await append(`commitment-${writer.name}.1.c${number + 1}`, length, [report]);
    writer.written += 1;
  }
};

const openProduct = (folder) => {
  const store = openSqliteEventStore({ folder });
  return {
    append: (stream, length, events) =>
      store.append([{ stream, expected: length === 0 ? 'noStream' : length - 1, events }]),
    close: () => store.close(),
  };
};

const results = (rates) => {
  const to = (clients, store) => ratio(rates[`product${clients}`], rates[`emmett${store}${clients}`]);
  const figures = {
    perSecond: Object.fromEntries(Object.entries(rates).map(([name, values]) => [name, short(median(values))])),
    toEmmettSqlite: { 1: short(to(1, 'Sqlite').value), 64: short(to(64, 'Sqlite').value) },
    toEmmettPostgres: { 1: short(to(1, 'Postgres').value), 64: short(to(64, 'Postgres').value) },
    note: 'emmettSqlite64 is not durable when it answers: its connection lets appends that overlap share a transaction and answers before COMMIT',
  };
  const result = (name, clients, store, aim, of) => {
    const { value, spread } = to(clients, store);
    return { name, value, unit: 'ratio', aim, of, figures: { spread, ...figures } };
  };
  return [
    result(
      'clients-1',
      1,
      'Sqlite',
      '>=2.5',
      "events a second by 1 client, one event an append, to Emmett's SQLite store (FULL both)",
    ),
    result(
      'clients-64',
      64,
      'Postgres',
      '>=12',
      "events a second by 64 clients at once, one event an append, to Emmett's PostgreSQL store on this machine (fsync on)",
    ),
  ];
};
