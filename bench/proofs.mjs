import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { quantile, randomNumbers, short, timed } from './measure.ts';
import { openMillion } from './million.mjs';
import { notaryFollower, ProofFolder, proofsOf, step } from './product.ts';

const PROOFS = 3_000;

/** Proofs of events picked at random, of the whole tree and of smaller ones, as the API makes them. */
export const run = async (options) => {
  const { store, events } = await openMillion(options);
  const path = join(options.folder, 'proof');
  mkdirSync(path);
  const folder = new ProofFolder(path);
  const notary = notaryFollower(folder, 0);
  const signing = await timed(async () => {
    while ((await step(store, notary, 5_000)) > 0);
  });
  const proofs = proofsOf({ store: folder, stored: store }, [], () => new Date());
  const random = randomNumbers(11);
  const below = (most) => Math.floor(random() * most);
  const times = { whole: [], smaller: [], consistency: [] };
  let hashes = 0;
  for (let n = 0; n < PROOFS; n += 1) {
    const [size, position] = [1 + below(events), below(events)];
    times.whole.push(await timed(async () => (hashes += (await proofs.inclusion(position)).proof.length)));
    times.smaller.push(await timed(() => proofs.inclusion(below(size), size)));
    times.consistency.push(await timed(() => proofs.consistency(size)));
  }
  await store.close();
  const p50 = (of) => quantile(times[of], 0.5);
  return [
    {
      name: 'proofs',
      value: p50('whole'),
      unit: 'ms',
      aim: '<=2',
      of: `p50 of a proof of inclusion with its entry and the signed checkpoint, of an event picked at random among ${events}`,
      figures: {
        p95: short(quantile(times.whole, 0.95)),
        p99: short(quantile(times.whole, 0.99)),
        ofASmallerTree: short(p50('smaller')),
        consistency: short(p50('consistency')),
        hashesAProof: short(hashes / PROOFS),
        signedPerSecond: short((events / signing) * 1000),
      },
    },
  ];
};
