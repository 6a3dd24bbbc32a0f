import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startBroker } from '../tools/kafka/broker.ts';
import { commands } from './relay-commands.mjs';
import { rate } from './relay-rate.mjs';

/** All relay benchmarks, on a real broker of their own. */
export const run = async ({ folder, quick }) => {
  const broker = await startBroker({ folder: join(folder, 'broker') });
  const place = (name) => {
    mkdirSync(join(folder, name));
    return { folder: join(folder, name), quick };
  };
  try {
    return [await rate(broker.brokers, place('rate')), ...(await commands(broker, place('commands')))];
  } finally {
    await broker.stop();
  }
};
