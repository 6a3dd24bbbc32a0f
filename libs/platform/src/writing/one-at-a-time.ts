import { StoreUnavailable } from '@jwg/event-sourcing';

/**
 * Runs the work for one stream one after another, in the order in which it came. Streams do not wait for each other. So
 * within one process, commands take turns instead of racing for the next revision.
 *
 * If work finds the store unavailable, the work queued behind it fails with the same error. Otherwise each in the queue
 * would wait for the store's time-out once more.
 */
export class OneAtATime {
  /** The last in each stream's queue. */
  private readonly last = new Map<string, Promise<unknown>>();

  async run<T>(stream: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.last.get(stream) ?? Promise.resolve()).then(work, (error: unknown) => {
      if (error instanceof StoreUnavailable) throw error;
      return work();
    });
    this.last.set(stream, turn);
    try {
      return await turn;
    } finally {
      if (this.last.get(stream) === turn) this.last.delete(stream);
    }
  }
}
