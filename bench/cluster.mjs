import { appends } from './cluster-appends.mjs';
import { commands } from './cluster-commands.mjs';
import { rows } from './cluster-rows.mjs';

/** The cost of a cluster instead of one machine: for commands, read models and the event store. */
export const run = async (options) => [
  ...(await commands(options)),
  ...(await rows(options)),
  ...(await appends(options)),
];
