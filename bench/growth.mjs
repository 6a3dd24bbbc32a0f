import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { scattered } from './events.ts';
import { alternate, median, ratio, short, timed } from './measure.ts';
import { openSqliteEventStore } from './product.ts';

const BATCH = 100;

export const run = async ({ folder, quick }) => {
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
