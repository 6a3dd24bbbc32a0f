import { appends } from './cluster-appends.mjs';
import { commands } from './cluster-commands.mjs';
import { rows } from './cluster-rows.mjs';

/** What it costs to outgrow one machine: its commands, its read models, its event store. */
export const run = async (options) => [
  ...(await commands(options)),
  ...(await rows(options)),
  ...(await appends(options)),
];
