import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scattered } from './events.ts';
import { openSqliteEventStore } from './product.ts';

/** A ledger of many events, in streams of about 20; written once per run and then only read. */
export const openMillion = async ({ shared, quick }) => {
  const events = quick ? 40_000 : 1_000_000;
  const streams = events / 20;
  const folder = join(shared, 'million');
  const finished = join(folder, 'finished');
  if (!existsSync(finished)) {
    mkdirSync(folder, { recursive: true });
    const store = openSqliteEventStore({ folder });
    const next = scattered(streams, 1);
    for (let written = 0; written < events; written += 1_000) await store.append(next(1_000));
    await store.close();
    writeFileSync(finished, '');
  }
  return { store: openSqliteEventStore({ folder, readOnly: true }), file: join(folder, 'ledger.db'), events, streams };
};
