import type { Worker } from 'node:worker_threads';

/** A thread that answers what it is asked in the same order. Once it has failed or ended, everything fails with the reason. */
export class AskedThread<Asked, Answer> {
  private readonly waiting: { resolve(answer: Answer): void; reject(error: Error): void }[] = [];
  private failure: Error | undefined;

  constructor(private readonly thread: Worker) {
    thread.on('message', (answer: Answer) => this.waiting.shift()?.resolve(answer));
    thread.on('error', (error: Error) => this.fail(error));
    thread.on('exit', () => this.fail(new Error('The thread has ended')));
  }

  ask(asked: Asked): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.failure) return reject(this.failure);
      this.waiting.push({ resolve, reject });
      this.thread.postMessage(asked);
    });
  }

  async close(): Promise<void> {
    await this.thread.terminate();
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const { reject } of this.waiting.splice(0)) reject(this.failure);
  }
}
