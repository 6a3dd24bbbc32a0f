/** The thread that keeps the rows of a data folder: it opens the ledger beside the process's writer and folds it. */
import { parentPort, workerData } from 'node:worker_threads';
import { Logger, type LogLevel } from '@nestjs/common';
import {
  errorToData,
  follow,
  sharedReads,
  type AppendListener,
  type ErrorData,
  type Follower,
} from '@jwg/event-sourcing';
import type { FollowerHealth, SkippedEvent } from '@jwg/event-sourcing';
import { openSqliteEventStore } from '@jwg/event-store';
import { openBooks, openRows, projectionFollower, projections } from '@jwg/read-models';
import { logFollower } from '../logging/log-follower.js';
import { inPresentForm } from '../opening/present-form.js';
import { openTracing } from '../tracing/open-tracing.js';

/** What the thread gets: how far the ledger is, an event to leave out for good, or the end of its work. */
export type ToThread = { readonly heard: number } | LeaveOut | 'stop';
export interface LeaveOut extends SkippedEvent {
  readonly id: number;
  readonly follower: string;
}

/** What the thread says: how its followers are, a line for the log, a warning, or that an event is left out. */
export type FromThread =
  | { readonly health: readonly FollowerHealth[] }
  | { readonly level: Exclude<LogLevel, 'fatal'>; readonly said: readonly unknown[] }
  | { readonly warning: string; readonly name: string }
  | { readonly leftOut: number; readonly error?: ErrorData };

export interface ThreadData {
  readonly folder: string;
  /** The name under which its work is traced; missing where nothing is. */
  readonly traced?: string;
}

/** Milliseconds after which it says how its followers are, though nothing has happened. */
const TELL_MS = 1_000;

const { folder, traced } = workerData as ThreadData;
const say = (said: FromThread) => parentPort!.postMessage(said);
const sayLine =
  (level: Exclude<LogLevel, 'fatal'>) =>
  (...said: unknown[]) =>
    say({ level, said });
Logger.overrideLogger({
  log: sayLine('log'),
  warn: sayLine('warn'),
  error: sayLine('error'),
  debug: sayLine('debug'),
  verbose: sayLine('verbose'),
});
process.on('warning', ({ message, name }) => say({ warning: message, name }));

const tracing = traced === undefined ? undefined : await openTracing(traced);
const store = inPresentForm(openSqliteEventStore({ folder, readOnly: true }));
const [rows, books] = [await openRows({ folder }), await openBooks({ folder })];

const listeners = new Set<AppendListener>();
const watch = (listener: AppendListener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const reads = sharedReads({ readAll: (after, limit) => store.readAll(after, limit), watch });

/** After what is under way, and once for all that happens before. */
let isDue = false;
const tell = () => {
  if (isDue) return;
  isDue = true;
  setImmediate(() => {
    isDue = false;
    say({ health: followers.map((it) => it.health()) });
  });
};

const telling = (follower: Follower): Follower => ({
  ...follower,
  async handle(batch, after) {
    await follower.handle(batch, after);
    tell();
  },
  async caughtUp() {
    await follower.caughtUp?.();
    tell();
  },
});

const followers = projections.map((projection) => {
  const follower = projectionFollower(rows, projection);
  const onChange: typeof logFollower = (change) => {
    logFollower(change);
    tell();
  };
  return follow(reads, telling(tracing?.follower(follower) ?? follower), { skips: books.skips, onChange });
});

const leaveOut = async ({ id, follower, eventId, by, reason }: LeaveOut) => {
  try {
    await followers.find((it) => it.health().name === follower)!.skip(eventId, by, reason);
    say({ leftOut: id });
  } catch (error) {
    say({ leftOut: id, error: errorToData(error) });
  }
};

const stop = async () => {
  await Promise.all(followers.map((it) => it.stop()));
  for (const it of [store, books, rows, tracing]) await it?.close();
  process.exit(); // of a thread: it ends alone
};

parentPort!.on('message', (told: ToThread) => {
  if (told === 'stop') return void stop();
  if ('id' in told) return void leaveOut(told);
  for (const heard of listeners) heard(told.heard);
  for (const it of followers) it.nudge(told.heard);
});
for (const it of followers) it.start();
setInterval(tell, TELL_MS);
