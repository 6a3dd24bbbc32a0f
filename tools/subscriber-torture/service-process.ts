/**
 * A service that keeps what it did in a database of its own: each event once, by `seen` and a key. While the file `away`
 * is there, its database refuses everything. It says `ready` when it is a member. It ends at SIGTERM, or with its
 * parent. With `redrive` it handles what was put aside, and ends.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { SubscribeOptions } from '@jwg/subscriber';
import { built } from '../built.ts';

/** The settings of a service process. */
export interface ServiceSettings {
  readonly folder: string;
  readonly brokers: string[];
  readonly prefix: string;
  readonly group: string;
  readonly retryForMs: number;
  /** The sequences at which the handler fails. */
  readonly poison: readonly number[];
  readonly redrive: boolean;
}

const { kafka, redrive, subscribe } = await built('subscriber/src/index');

const settings = JSON.parse(process.argv[2]!) as ServiceSettings;
const { folder, brokers, prefix, group, retryForMs, poison } = settings;
const database = new Database(join(folder, 'service.db'), { timeout: 20_000 });
database.pragma('synchronous = normal'); // a process is killed here, not the machine
const seen = database.prepare('select 1 from effect where sequence = ?');
const act = database.prepare('insert into effect (sequence, subject, redriven) values (?, ?, ?)');
const miss = database.prepare('insert into gap (partition, after, before) values (?, ?, ?)');
const isThere = () => {
  if (existsSync(join(folder, 'away'))) throw new Error('The database is away');
};

const options: SubscribeOptions = {
  from: kafka({ brokers, prefix, group, sessionMs: 6_000 }),
  retryForMs,
  seen({ sequence }) {
    isThere();
    return seen.get(Number(sequence)) !== undefined;
  },
  on: {
    async '*'({ sequence, subject }) {
      isThere();
      if (poison.includes(Number(sequence))) throw new Error(`Poison: ${sequence}`);
      await new Promise((resolve) => setTimeout(resolve, 1));
      act.run(Number(sequence), subject, settings.redrive ? 1 : 0);
    },
  },
  onGap: ({ partition, after, event }) => void miss.run(partition, after ?? -1, Number(event.sequence)),
  onError: (error) => console.log(`error ${(error as Error).message.slice(0, 200)}`),
};

process.stdin.resume().once('end', () => process.exit(1));
if (settings.redrive) {
  console.log(`redriven ${await redrive(options)}`);
  process.exit(0);
}
const subscription = await subscribe(options);
console.log('ready');
process.once('SIGTERM', () => void subscription.stop());
await subscription.done;
process.exit(0);
