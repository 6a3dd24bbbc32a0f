import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { ServiceSettings } from './service-process.ts';

/** A gap of which the service was told: what lies between both sequences in the partition is missing. */
export interface ToldGap {
  readonly partition: number;
  readonly after: number;
  readonly before: number;
}

export interface Effect {
  readonly sequence: number;
  readonly subject: string;
  readonly redriven: 0 | 1;
}

export interface Service {
  isReady(): boolean;
  hasEnded(): boolean;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts processes of one service, and reads what they did from its database. */
export const services = (common: Omit<ServiceSettings, 'poison' | 'redrive' | 'retryForMs'>) => {
  const all: Service[] = [];
  let errors = 0;
  const database = new Database(join(common.folder, 'service.db'), { timeout: 20_000 });
  database.pragma('journal_mode = wal');
  database.exec(`create table effect (id integer primary key, sequence integer unique, subject text, redriven integer);
                 create table gap (partition integer, after integer, before integer)`);
  const count = database.prepare('select count(*) from effect').pluck();

  const spawned = (more: Pick<ServiceSettings, 'poison' | 'redrive' | 'retryForMs'>, said: (line: string) => void) => {
    const program = join(import.meta.dirname, 'service-process.ts');
    const child = spawn(process.execPath, ['--no-warnings', program, JSON.stringify({ ...common, ...more })], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('error ')) errors += 1;
      else said(line);
    });
    return child;
  };
  return {
    start(retryForMs: number, poison: readonly number[] = []): Service {
      let ready = false;
      const child = spawned({ retryForMs, poison, redrive: false }, () => (ready = true));
      const one: Service = {
        isReady: () => ready,
        hasEnded: () => child.exitCode !== null || child.signalCode !== null,
        kill: () => end(child, 'SIGKILL'),
        stop: () => end(child, 'SIGTERM'),
      };
      all.push(one);
      return one;
    },
    /** @returns how many letters were done */
    async redrive(): Promise<number> {
      let done = NaN;
      const child = spawned(
        { retryForMs: 5_000, poison: [], redrive: true },
        (line) => (done = Number(line.split(' ')[1])),
      );
      await once(child, 'close');
      return done;
    },
    count: () => count.get() as number,
    effects: () => database.prepare('select * from effect order by id').all() as Effect[],
    gaps: () => database.prepare('select distinct * from gap').all() as ToldGap[],
    errors: () => errors,
    started: () => all.length,
    async endAll() {
      await Promise.all(all.map((one) => one.kill()));
      database.close();
    },
  };
};

const end = async (child: ChildProcess, signal: NodeJS.Signals) => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
};

/** Waits until `holds` returns true, for three minutes at most. */
export const until = async (what: string, holds: () => boolean): Promise<void> => {
  for (const late = Date.now() + 180_000; !holds(); await sleep(20))
    if (Date.now() > late) throw new Error(`In three minutes it did not come to this: ${what}`);
};
