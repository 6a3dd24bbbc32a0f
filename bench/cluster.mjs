import { appends } from './cluster-appends.mjs';
import { rows } from './cluster-rows.mjs';

/** What it costs to outgrow one machine: its read models, its event store. */
export const run = async (options) => [...(await rows(options)), ...(await appends(options))];
