import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { reporter, scattered } from './events.ts';
import { alternate, median, ratio, short, timed } from './measure.ts';
import { writeLedger } from './ledger.ts';
import {
  commitmentRecord,
  commitmentList,
  openRows,
  openSqliteEventStore,
  projectionFollower,
  projections,
  rowsAt,
  sharedReads,
  step,
} from './product.ts';

const BATCH = 100;

export const run = async ({ folder, quick }) => [
  ...(await ledgerGrows(folder, quick)),
  ...(await rowsGrow(folder, quick)),
];

const ledgerGrows = async (folder, quick) => {
  const [streams, before, measured, part] = quick
    ? [5_000, 30_000, 10_000, 1_000]
    : [50_000, 4_500_000, 500_000, 5_000];
  const large = openLedger(join(folder, 'large'), streams);
  const grownMs = await large.grow(before);

  // A ledger of many events and a new one, in turns, so that other load on the machine affects both alike.
  const small = openLedger(join(folder, 'small'), streams);
  const rate = (ledger) => async () => (part / (await ledger.grow(part))) * 1000;
  const rates = await alternate(measured / part, { large: rate(large), small: rate(small) });
  await large.close();
  await small.close();

  const { value, spread } = ratio(rates.large, rates.small);
  return [
    {
      name: 'growth',
      value,
      unit: 'ratio',
      aim: '>=0.6',
      of: `events a second of the last ${measured} of ${before + measured} events, appended ${BATCH} at a time to ${streams} streams at random, to the first ${measured} of another ledger, in turn`,
      figures: {
        spread,
        largePerSecond: short(median(rates.large)),
        smallPerSecond: short(median(rates.small)),
        growingPerSecond: short((before / grownMs) * 1000),
      },
    },
  ];
};

const openLedger = (folder, streams) => {
  mkdirSync(folder);
  const store = openSqliteEventStore({ folder });
  const next = scattered(streams, 1);
  return {
    /** Appends events; resolves to the milliseconds that the appends took. */
    async grow(events) {
      let ms = 0;
      for (let written = 0; written < events; written += BATCH) {
        const batch = next(BATCH);
        ms += await timed(() => store.append(batch));
      }
      return ms;
    },
    close: () => store.close(),
  };
};

/** What following an event and answering a question cost over many events, to the same over few, in turn. */
const rowsGrow = async (folder, quick) => {
  const few = { forums: 4, rounds: 20, decisions: 2, undertakings: 5, events: 30_000 };
  const many = quick
    ? { ...few, forums: 8, decisions: 4, events: 90_000 }
    : { ...few, forums: 20, decisions: 10, undertakings: 10, events: 1_000_000 };
  const [rounds, part, asked] = quick ? [3, 200, 5] : [15, 1_000, 20];
  const ledgers = {};
  for (const [name, size] of Object.entries({ many, few }))
    ledgers[name] = await ledgerWithRows(join(folder, name), size);
  const turns = (work) =>
    alternate(rounds, Object.fromEntries(Object.entries(ledgers).map(([name, ledger]) => [name, () => work(ledger)])));
  const followed = await turns(async (ledger) => {
    await ledger.report(part);
    return part / (await timed(ledger.follow));
  });
  const answered = await turns((ledger) => timed(() => ledger.ask(asked)));
  for (const { close } of Object.values(ledgers)) await close();
  const result = (name, turnsOf, unitOf, aim, of) => {
    const { value, spread } = ratio(turnsOf.many, turnsOf.few);
    const figures = { spread, many: unitOf(median(turnsOf.many)), few: unitOf(median(turnsOf.few)) };
    return { name, value, unit: 'ratio', aim, of: `${of}, over ${many.events} events to ${few.events}`, figures };
  };
  return [
    result('growth-rows', followed, (ms) => short(ms * 1000), '>=0.6', 'events a second that all read models follow'),
    result(
      'growth-answers',
      answered,
      (ms) => short(ms / asked),
      '<=2',
      'milliseconds of a page of 50 and a commitment',
    ),
  ];
};

const ledgerWithRows = async (folder, size) => {
  mkdirSync(folder);
  const store = openSqliteEventStore({ folder });
  const { forum, now } = await writeLedger(store, size);
  const rows = await openRows({ folder });
  const reads = sharedReads(store);
  const followers = projections.map((projection) => projectionFollower(rows, projection));
  const follow = async () => {
    for (const follower of followers) while ((await step(reads, follower)) > 0);
  };
  await follow();
  const at = () => rowsAt(rows, store, { now, forum });
  const { items } = await commitmentList(await at(), { forum }, { limit: 500 });
  const { below, report } = reporter(2);
  const any = () => items[below(items.length)].id;
  return {
    follow,
    async report(count) {
      for (let n = 0; n < count; n += 1) {
        const stream = `commitment-${any()}`;
        await store.append([{ stream, expected: (await store.lengthOf(stream)) - 1, events: [report()] }]);
      }
    },
    async ask(count) {
      for (let n = 0; n < count; n += 1) {
        await commitmentList(await at(), { forum }, { after: any(), limit: 50 });
        await commitmentRecord(await at(), any());
      }
    },
    close: async () => {
      await rows.close();
      await store.close();
    },
  };
};
