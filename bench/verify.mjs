import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { writeLedger } from './ledger.ts';
import { alternate, median, ratio, short } from './measure.ts';
import { notaryFollower, openSqliteEventStore, ProofFolder, step } from './product.ts';

/** `jwg verify` of a signed ledger, and of one of ten times as many events; reading and hashing the same texts in turn. */
export const run = async ({ shared, quick }) => {
  const [few, many] = quick ? [40_000, 80_000] : [100_000, 1_000_000];
  const [small, large] = [await signedLedger(shared, few), await signedLedger(shared, many)];
  const rounds = quick ? 2 : 5;
  const { ours, raw } = await alternate(rounds, { ours: () => verified(large), raw: () => verified(large, 'raw') });
  const ofFew = await verified(small);
  const perSecond = (runs) => runs.map((it) => it.perSecond);
  const { value, spread } = ratio(perSecond(ours), perSecond(raw));
  return [
    {
      name: 'verify',
      value: median(perSecond(ours)),
      unit: 'events/s',
      aim: '>=100000',
      of: `events that jwg verify looks at in a second, of ${many}: tree, effects and histories`,
      figures: {
        toReadingAndHashing: short(value),
        spread,
        rawPerSecond: short(median(perSecond(raw))),
        perSecondOfFew: short(ofFew.perSecond),
        microsecondsOfCpu: short((median(ours.map((it) => it.cpuSeconds)) * 1e6) / many),
        megabytes: short(median(ours.map((it) => it.megabytes))),
        megabytesOfFew: short(ofFew.megabytes),
        processors: availableParallelism(),
      },
    },
  ];
};

const verified = async (folder, what) => {
  const child = fork(join(import.meta.dirname, 'verify-once.mjs'), [folder, ...(what ? [what] : [])]);
  const [[result], [code]] = await Promise.all([once(child, 'message'), once(child, 'exit')]);
  if (code !== 0) throw new Error('It could not be verified');
  return result;
};

const signedLedger = async (shared, events) => {
  const folder = join(shared, `signed-${events}`);
  const finished = join(folder, 'finished');
  if (existsSync(finished)) return folder;
  const path = join(folder, 'proof');
  mkdirSync(path, { recursive: true });
  const store = openSqliteEventStore({ folder });
  const forums = Math.ceil(events / 5_000);
  await writeLedger(store, { forums, rounds: 20, decisions: 4, undertakings: 5, events });
  const notary = notaryFollower(new ProofFolder(path), 0);
  while ((await step(store, notary, 5_000)) > 0);
  await store.close();
  writeFileSync(finished, '');
  return folder;
};
