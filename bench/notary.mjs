import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { alternate, median, quantile, ratio, short, timed } from './measure.ts';
import { forum, openAdapters, Platform } from './product.ts';

const CLIENTS = 64;

/**
 * Commands through the ledger with all followers at work, with the notary among them and without it, in many short turns. It is
 * the time of the processor that is compared: other programs on the machine change it less than the time that passes. A
 * turn ends when the followers are done and, where there is a notary, everything is signed: nobody waits for the notary, and
 * what it did in the other side's turn would be counted there.
 */
export const run = async ({ folder, quick }) => {
  const [rounds, commands] = quick ? [6, 200] : [80, 250];
  const [signing, bare] = [await open(join(folder, 'signing'), true), await open(join(folder, 'bare'), false)];
  const cost = (platform) => async () => {
    const before = process.cpuUsage();
    const ms = await timed(() => establish(platform, commands));
    await platform.catchUp();
    const { user, system } = process.cpuUsage(before);
    return { cpu: (user + system) / commands, perSecond: (commands / ms) * 1000 };
  };
  await alternate(2, { signing: cost(signing), bare: cost(bare) }); // until the code is compiled
  const costs = await alternate(rounds, { signing: cost(signing), bare: cost(bare) });
  const { to } = await signing.proofs.consistency(0);
  await signing.close();
  await bare.close();
  const cpu = (side) => costs[side].map((it) => it.cpu);
  const { value, spread } = ratio(cpu('bare'), cpu('signing'));
  return [
    {
      name: 'notary',
      value,
      unit: 'ratio',
      aim: '>=0.95',
      of: `processor time of a command of ${CLIENTS} clients and of all followers, without the notary to with it, in turn`,
      figures: {
        spread,
        quartiles: quartiles(cpu('bare'), cpu('signing')),
        signingMicroseconds: short(median(cpu('signing'))),
        bareMicroseconds: short(median(cpu('bare'))),
        signingPerSecond: short(median(costs.signing.map((it) => it.perSecond))),
        barePerSecond: short(median(costs.bare.map((it) => it.perSecond))),
        events: (rounds + 2) * commands,
        signed: to,
      },
    },
  ];
};

const quartiles = (ours, theirs) => {
  const ratios = ours.map((one, round) => one / theirs[round]);
  return [quantile(ratios, 0.25), quantile(ratios, 0.75)].map(short);
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
