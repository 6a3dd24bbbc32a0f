import Database from 'better-sqlite3';
import { alternate, median, ratio, short, timed } from './measure.ts';
import { openMillion } from './million.mjs';

const PAGE = 500;
const PART = 5_000; // events to read, and then to parse, in turns

export const run = async (options) => {
  const { store, file, events } = await openMillion(options);
  const ledger = new Database(file, { readonly: true });
  const texts = ledger.prepare('SELECT data, metadata FROM events WHERE position >= ? ORDER BY position LIMIT ?').raw();
  let cursor;
  const rates = await alternate(events / PART, {
    async product() {
      const ms = await timed(async () => {
        for (let read = 0; read < PART; read += PAGE) cursor = (await store.readAll(cursor, PAGE)).at(-1).cursor;
      });
      return (PART / ms) * 1000;
    },
    async parse(round) {
      const part = texts.all(round * PART, PART);
      const ms = await timed(() => {
        for (const [data, metadata] of part) {
          JSON.parse(data);
          JSON.parse(metadata);
        }
      });
      return (PART / ms) * 1000;
    },
  });
  ledger.close();
  await store.close();

  const { value, spread } = ratio(rates.product, rates.parse);
  return [
    {
      name: 'read-all',
      value,
      unit: 'ratio',
      aim: '>=0.35',
      of: `events a second, ${events} read in order from SQLite in pages of ${PAGE}, to JSON.parse alone of the same data and metadata`,
      figures: {
        spread,
        productPerSecond: short(median(rates.product)),
        parsePerSecond: short(median(rates.parse)),
        events,
      },
    },
  ];
};
