import { scattered } from './events.mjs';
import { fdatasyncs, quantile, short, timed } from './measure.mjs';
import { openSqliteEventStore } from './product.mjs';

const BATCH = 100;

export const run = async ({ folder, quick }) => {
  const [streams, part, parts] = quick ? [5_000, 10_000, 4] : [50_000, 500_000, 10];
  const store = openSqliteEventStore({ folder });
  const next = scattered(streams, 1);
  const rates = [];
  const syncs = [];
  for (let n = 0; n < parts; n += 1) {
    let ms = 0;
    for (let written = 0; written < part; written += BATCH) {
      const batch = next(BATCH);
      ms += await timed(() => store.append(batch));
    }
    rates.push((part / ms) * 1000);
    syncs.push(quantile(fdatasyncs(folder, 50), 0.5));
  }
  await store.close();
  return [
    {
      name: 'growth',
      value: rates.at(-1) / rates[0],
      unit: 'ratio',
      aim: '>=0.6',
      of: `events a second of the last ${part} of ${part * parts} events, appended ${BATCH} at a time to ${streams} streams at random, to the first ${part}`,
      figures: { perSecond: rates.map(short), fdatasyncMsAfterEach: syncs.map(short), streams },
    },
  ];
};
