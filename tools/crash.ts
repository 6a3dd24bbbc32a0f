/**
 * `npm run crash [-- --times 50]`: kills the ledger's process with -9 in the middle of 64 concurrent writers, again and
 * again, and looks after each time: is every acknowledged event there, none twice, the positions without gaps, and do
 * the read models equal a fresh fold of the log?
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import type { EventStore, Row, StoredEvent } from '@jwg/event-sourcing';
import { ensureBuilt } from './build.ts';
import { built } from './built.ts';

const { values } = parseArgs({ options: { times: { type: 'string', default: '50' } } });
const times = Number(values.times);

await ensureBuilt();
const { Platform } = await built('platform/src/index');
const { eventsAfter } = await built('event-sourcing/src/index');
const { foldedRows, projections } = await built('read-models/src/index');

/** Lets the writers work for a moment, then kills them; resolves to the ids of the acknowledged events. */
const killWriters = (folder: string, afterMs: number) =>
  new Promise<string[]>((resolve, reject) => {
    const writers = spawn(process.execPath, [join(import.meta.dirname, 'crash', 'writers.ts'), folder]);
    let printed = '';
    let complaints = '';
    let killed = false;
    writers.stderr.setEncoding('utf8').on('data', (chunk: string) => (complaints += chunk));
    writers.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      // The clock starts with the first acknowledgement, so that every run is killed while it writes.
      if (printed === '') setTimeout(() => (killed = writers.kill('SIGKILL')), afterMs);
      printed += chunk;
    });
    writers.on('close', () => {
      if (!killed) return reject(new Error(`The writers stopped by themselves: ${complaints}`));
      resolve(printed.split('\n').slice(0, -1)); // the last line may be incomplete
    });
  });

const readAll = async (store: EventStore) => {
  const events: StoredEvent[] = [];
  for await (const event of eventsAfter(store)) events.push(event);
  return events;
};

/** The faults of the ledger after a crash; an empty list is a pass. */
const inspect = async (folder: string, acknowledged: readonly string[]) => {
  const findings: string[] = [];
  const platform = await Platform.open({ folder });
  try {
    await platform.catchUp();
    const events = await readAll(platform.store);
    const ids = new Set(events.map(({ id }) => id));
    if (ids.size !== events.length) findings.push(`${events.length - ids.size} events stand twice`);
    for (const [n, { position }] of events.entries())
      if (position !== n) findings.push(`a gap before position ${position}`);
    const missing = acknowledged.filter((id) => !ids.has(id));
    if (missing.length > 0)
      findings.push(`${missing.length} acknowledged events are missing: ${missing.slice(0, 3).join()}`);
    const [kept, fresh] = [platform.rows.at(events.length - 1), foldedRows(events, projections)];
    for (const projection of projections) {
      const same = isDeepStrictEqual(await kept.find(projection), asStored(await fresh.find(projection)));
      if (!same) findings.push(`the rows of ${projection.name} differ from a fresh fold`);
    }
    return { findings, events: events.length };
  } finally {
    await platform.close();
  }
};

/** Through JSON, which drops undefined fields. */
const asStored = (rows: readonly Row[]) => JSON.parse(JSON.stringify(rows)) as Row[];

const folder = mkdtempSync(join(tmpdir(), 'jwg-crash-'));
const acknowledged: string[] = [];
let failed = false;
try {
  for (let round = 1; round <= times && !failed; round += 1) {
    const afterMs = 20 + Math.random() * 400;
    acknowledged.push(...(await killWriters(folder, afterMs)));
    const { findings, events } = await inspect(folder, acknowledged);
    failed = findings.length > 0;
    console.log(
      `kill -9 ${round} of ${times}, ${afterMs.toFixed(0)} ms after the first answer: ` +
        `${events} events, ${acknowledged.length} acknowledged: ${failed ? findings.join('; ') : 'as it should be'}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(failed ? 'FAILED' : `${times} times: nothing lost, nothing twice, no gap, read models equal a fresh fold`);
process.exitCode = failed ? 1 : 0;
