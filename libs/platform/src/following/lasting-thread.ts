import type { Worker } from 'node:worker_threads';
import { backoff, type Failure } from '@jwg/event-sourcing';

/** Milliseconds before a thread that has ended by itself is begun again. */
const AGAIN = { firstMs: 1_000, longestMs: 30_000 };
/** Milliseconds that the thread may still take when it is told to stop. */
const STOP_MS = 10_000;

/** A thread that is begun again, after a pause that grows, whenever it ends by itself. It has to end at the message `stop`. */
export class LastingThread {
  /** Why there is none, from the end of one until the next one has said something. */
  failure: Failure | undefined;
  private thread?: Worker;
  private running?: Promise<void>;
  private stopping = false;
  /** Ends the pause before the next thread. */
  private goOn?: () => void;

  /**
   * @param name  in words, such as `the thread that …`
   * @param hear  gets what the thread says
   * @param ended  called at each end, also at the last one
   */
  constructor(
    private readonly name: string,
    private readonly newThread: () => Worker,
    private readonly hear: (said: unknown) => void,
    private readonly ended: (why: Failure | undefined, error: Error | undefined) => void,
  ) {}

  get isRunning(): boolean {
    return this.running !== undefined && !this.stopping;
  }

  start(): void {
    this.stopping = false;
    this.running ??= this.run();
  }

  /** Answers whether there is a thread that hears it. */
  say(told: unknown): boolean {
    this.thread?.postMessage(told);
    return this.thread !== undefined;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.say('stop');
    this.goOn?.();
    const late = setTimeout(() => void this.thread?.terminate(), STOP_MS);
    await this.running;
    clearTimeout(late);
    this.running = undefined;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      const error = await this.untilItEnds();
      if (!this.stopping) this.failure = this.failureBy(error);
      this.ended(this.stopping ? undefined : this.failure, error);
      if (!this.stopping) await this.pause();
    }
  }

  /** Answers what ended it, if it was an error. */
  private untilItEnds(): Promise<Error | undefined> {
    return new Promise((resolve) => {
      let why: Error | undefined;
      this.thread = this.newThread();
      this.thread.on('message', (said) => {
        this.failure = undefined;
        this.hear(said);
      });
      this.thread.on('error', (error) => (why = error as Error));
      this.thread.on('exit', () => {
        this.thread = undefined;
        resolve(why);
      });
    });
  }

  private failureBy(error: Error | undefined): Failure {
    const detail = `${this.name} has ended`;
    const { since = new Date().toISOString(), attempts = 0 } = this.failure ?? {};
    return {
      error: error ? `${detail}: ${error.name}: ${error.message}` : detail,
      detail,
      since,
      attempts: attempts + 1,
    };
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      this.goOn = resolve;
      setTimeout(resolve, backoff(this.failure!.attempts, AGAIN)).unref();
    });
  }
}
