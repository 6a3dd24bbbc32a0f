import { streamNumber } from './events.ts';
import { quantile, randomNumbers, short, timed } from './measure.ts';
import { openMillion } from './million.mjs';

export const run = async (options) => {
  const { store, events, streams } = await openMillion(options);
  const random = randomNumbers(7);
  const times = [];
  let read = 0;
  for (let n = 0; n < 5_000; n += 1) {
    const stream = streamNumber(Math.floor(random() * streams));
    times.push(await timed(async () => (read += (await store.readStream(stream)).length)));
  }
  await store.close();
  return [
    {
      name: 'stream',
      value: quantile(times, 0.5),
      unit: 'ms',
      aim: '<=0.2',
      of: `p50 of reading a stream of about 20 events, picked at random among ${streams} streams of ${events} events, from opening on`,
      figures: {
        p95: short(quantile(times, 0.95)),
        p99: short(quantile(times, 0.99)),
        reads: times.length,
        eventsARead: short(read / times.length),
      },
    },
  ];
};
