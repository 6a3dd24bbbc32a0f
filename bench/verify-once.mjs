/** One `jwg verify` of a folder in a process of its own, so that the memory is its own: `node verify-once.mjs folder [raw]`. */
import { hash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { verifyFolder } from './product.ts';

const [folder, what] = process.argv.slice(2);

/** The raw limit: every text of the ledger read once, and hashed once, by one thread. */
const raw = () => {
  const db = new Database(join(folder, 'ledger.db'), { readonly: true });
  const rows = db.prepare('SELECT data, metadata FROM events ORDER BY position').raw();
  let events = 0;
  for (const [data, metadata] of rows.iterate()) {
    hash('sha256', data);
    hash('sha256', metadata);
    events += 1;
  }
  db.close();
  return { events, wrong: [] };
};

const started = performance.now();
const { events, wrong } = what === 'raw' ? raw() : await verifyFolder({ folder });
const seconds = (performance.now() - started) / 1000;
if (wrong.length > 0) throw new Error(wrong[0].what);
const { user, system } = process.cpuUsage();
process.send({
  perSecond: events / seconds,
  cpuSeconds: (user + system) / 1e6,
  megabytes: process.resourceUsage().maxRSS / 1000,
});
process.disconnect();
