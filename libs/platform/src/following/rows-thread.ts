import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Logger } from '@nestjs/common';
import { errorFromData, HowFar, type Failure, type FollowerHealth, type RunningFollower } from '@jwg/event-sourcing';
import { productFolder } from '../product-folder.js';
import { LastingThread } from './lasting-thread.js';
import type { FromThread, ThreadData, ToThread } from './rows-in-thread.js';

export const ROWS_THREAD = join(productFolder, 'dist/libs/platform/src/following/rows-in-thread.js');

/**
 * Keeps the rows of a data folder in a thread of its own, so that commands do not wait for it and it does not wait for
 * them. Whatever ends the thread, the rows and their checkpoints are in one transaction, so the next one goes on from there.
 */
export class RowsThread {
  private readonly log = new Logger('Followers');
  private readonly thread: LastingThread;
  private readonly followers = new Map<string, InThread>();
  private readonly answers = new Map<number, { resolve(): void; reject(error: Error): void }>();
  private asked = 0;
  private heard = -1;
  private isToldSoon = false;

  constructor(data: ThreadData, newThread = () => new Worker(ROWS_THREAD, { workerData: data })) {
    const ended = (why: Failure | undefined, error: Error | undefined) => this.end(why, error);
    this.thread = new LastingThread(
      'the thread that keeps the rows',
      newThread,
      (said) => this.hear(said as FromThread),
      ended,
    );
  }

  /** A projection's follower in the thread. They all start and stop together. */
  follower(name: string): RunningFollower {
    const follower = new InThread(name, this);
    this.followers.set(name, follower);
    return follower;
  }

  start(): void {
    this.thread.start();
  }

  stop(): Promise<void> {
    return this.thread.stop();
  }

  /** One message for all that happens in one turn of the event loop. */
  nudge(position = -1): void {
    this.heard = Math.max(this.heard, position);
    if (this.isToldSoon) return;
    this.isToldSoon = true;
    setImmediate(() => {
      this.isToldSoon = false;
      this.thread.say({ heard: this.heard } satisfies ToThread);
    });
  }

  leaveOut(follower: string, eventId: string, by: string, reason: string): Promise<void> {
    const id = (this.asked += 1);
    return new Promise((resolve, reject) => {
      this.answers.set(id, { resolve, reject });
      if (!this.thread.say({ id, follower, eventId, by, reason } satisfies ToThread)) this.rejectAll();
    });
  }

  /** A follower's health as this thread knows it. */
  with(told: FollowerHealth): FollowerHealth {
    const { isRunning, failure } = this.thread;
    const lag = told.lag !== undefined && { lag: Math.max(told.position + told.lag, this.heard) - told.position };
    if (!isRunning) return { ...told, ...lag, state: 'stopped' };
    return { ...told, ...lag, ...(failure && { state: 'failing', failure }) };
  }

  private end(why: Failure | undefined, error: Error | undefined): void {
    this.rejectAll();
    if (why) this.log.error(`${why.error[0]!.toUpperCase()}${why.error.slice(1)}; it is begun again`, error?.stack);
  }

  private rejectAll(): void {
    for (const { reject } of this.answers.values())
      reject(new Error('The thread that keeps the rows does not run now'));
    this.answers.clear();
  }

  private hear(said: FromThread): void {
    if ('health' in said) for (const it of said.health) this.followers.get(it.name)?.is(it);
    else if ('level' in said) Logger[said.level](...(said.said as [unknown]));
    else if ('warning' in said) process.emitWarning(said.warning, said.name);
    else {
      const { resolve, reject } = this.answers.get(said.leftOut)!;
      this.answers.delete(said.leftOut);
      if (said.error) reject(errorFromData(said.error));
      else resolve();
    }
  }
}

/** How this thread sees a follower that another one runs. */
class InThread implements RunningFollower {
  private readonly howFar = new HowFar();
  private told: FollowerHealth | undefined;

  constructor(
    private readonly name: string,
    private readonly thread: RowsThread,
  ) {}

  is(health: FollowerHealth): void {
    this.told = health;
    this.howFar.arrived(health.position);
  }

  start = () => this.thread.start();
  stop = () => this.thread.stop();
  nudge = (position?: number) => this.thread.nudge(position);
  skip = (eventId: string, by: string, reason: string) => this.thread.leaveOut(this.name, eventId, by, reason);
  caughtUpTo = (position: number, timeoutMs: number) => this.howFar.reaches(position, timeoutMs);

  settle(): Promise<void> {
    return Promise.reject(new Error(`${this.name} runs in a thread of a server, which does not settle`));
  }

  health(): FollowerHealth {
    return this.thread.with(this.told ?? { name: this.name, state: 'running', position: -1, skipped: [] });
  }
}
