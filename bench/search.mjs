import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeLedger } from './ledger.ts';
import { quantile, short, timed } from './measure.ts';
import {
  commitments,
  forums,
  openRows,
  openSqliteEventStore,
  projectionFollower,
  search,
  sessions,
  spokenWords,
  step,
} from './product.ts';

/** Words in most events, in some, in one, and in none; the made-up texts are of seventeen words. */
const questions = {
  common: { q: 'training' },
  beginning: { q: 'agree' },
  two: { q: 'laboratory exchange' },
  ofOneForum: { q: 'training visit', forum: 'jwg-3' },
  id: { q: 'jwg-3.2.c5' },
  institution: { q: 'pk-institution-4' },
  nothing: { q: 'zanzibar' },
};

export const run = async ({ folder, quick }) => {
  const events = quick ? 30_000 : Number(process.env.BENCH_EVENTS ?? 1_000_000);
  const size = quick
    ? { forums: 4, rounds: 20, decisions: 2, undertakings: 5, events }
    : { forums: 20, rounds: 20, decisions: 10, undertakings: 10, events };
  const ledger = join(folder, 'ledger');
  mkdirSync(ledger);
  const store = openSqliteEventStore({ folder: ledger });
  const { half, end } = await writeLedger(store, size);
  const rows = await openRows({ folder });
  const foldedPerSecond = {};
  for (const projection of [forums, sessions, commitments, spokenWords]) {
    const follower = projectionFollower(rows, projection);
    const ms = await timed(async () => {
      while ((await step(store, follower)) > 0);
    });
    foldedPerSecond[projection.name] = Math.round(((end + 1) / ms) * 1000);
  }
  const all = [];
  const ms = {};
  for (const [name, question] of Object.entries(questions))
    for (const [when, position] of Object.entries({ now: end, halfWay: half })) {
      const taken = [];
      for (let n = 0; n < (quick ? 5 : 21); n += 1)
        taken.push(await timed(() => search({ reader: rows.at(position), position }, { ...question, limit: 50 })));
      all.push(...taken);
      const { hits } = await search({ reader: rows.at(position), position }, { ...question, limit: 50 });
      ms[`${name}, ${when}`] = {
        p50: short(quantile(taken, 0.5)),
        p99: short(quantile(taken, 0.99)),
        hits: hits.length,
      };
    }
  await rows.close();
  await store.close();
  const bytes = {
    rows: statSync(join(folder, 'read-models.db')).size,
    ledger: statSync(join(ledger, 'ledger.db')).size,
  };
  return [
    {
      name: 'search',
      value: short(quantile(all, 0.5)),
      unit: 'ms',
      aim: '<=20',
      of: `a page of 50 hits among ${end + 1} events, half of the questions as of half-way: the median of all`,
      figures: { p99: short(quantile(all, 0.99)), ms, foldedPerSecond, bytes },
    },
  ];
};
