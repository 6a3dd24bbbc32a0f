import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { alternate, median, ratio, short, timed } from './measure.ts';
import { forum, openAdapters, Platform } from './product.ts';

const CLIENTS = 64;

/** Commands through the ledger with all followers at work, with the notary among them and without it, in turns. */
export const run = async ({ folder, quick }) => {
  const [rounds, commands] = quick ? [4, 300] : [20, 2_000];
  const [signing, bare] = [await open(join(folder, 'signing'), true), await open(join(folder, 'bare'), false)];
  const rate = (platform) => async () => {
    const ms = await timed(() => establish(platform, commands));
    await platform.caughtUpTo((await platform.store.last()).cursor, 60_000); // outside of what is measured
    return (commands / ms) * 1000;
  };
  const rates = await alternate(rounds, { signing: rate(signing), bare: rate(bare) });
  const signed = (await signing.proofs.consistency(0)).to;
  await signing.close();
  await bare.close();
  const { value, spread } = ratio(rates.signing, rates.bare);
  return [
    {
      name: 'notary',
      value,
      unit: 'ratio',
      aim: '>=0.95',
      of: `commands a second of ${CLIENTS} clients with every follower at work, with the notary to without it, in turn`,
      figures: {
        spread,
        signingPerSecond: short(median(rates.signing)),
        barePerSecond: short(median(rates.bare)),
        events: rounds * commands,
        signed,
      },
    },
  ];
};

const open = async (folder, hasNotary) => {
  mkdirSync(folder);
  const { notary, ...adapters } = await openAdapters({ folder });
  const platform = new Platform(hasNotary ? { ...adapters, notary } : adapters);
  platform.start();
  return platform;
};

const sides = ['PK', 'CN'].map((side) => ({ side, name: { en: side } }));
const recorder = { id: 'recorder', role: 'recorder' };

const establish = async ({ ledger }, commands) => {
  let given = 0;
  const client = async () => {
    while ((given += 1) <= commands) {
      const id = `f-${randomUUID()}`;
      const data = { forum: id, name: { en: 'A working group' }, level: 'workingGroup', sides };
      await ledger.transact(
        forum,
        id,
        { type: 'EstablishForum', data },
        {},
        { actor: recorder, commandId: randomUUID() },
      );
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
};
