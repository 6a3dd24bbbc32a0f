import { StoreUnavailable } from '@jwg/event-sourcing';

/**
 * Runs what is to be done for one stream one after another, in the order in which it came; streams do not wait for each
 * other. Within one process, commands then take turns instead of racing for the next revision.
 *
 * Work that waits behind work that found the store unavailable gets the same answer: otherwise each in the queue would
 * wait for the store's time-out once more.
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
