import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { appends } from './cluster-appends.mjs';

/** What it costs to outgrow one machine: its commands, its read models, its event store. */
export const run = async ({ folder, quick }) => {
  const place = (name) => {
    mkdirSync(join(folder, name));
    return { folder: join(folder, name), quick };
  };
  return [...(await appends(place('appends')))];
};
