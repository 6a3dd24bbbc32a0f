import { StoreUnavailable } from '@jwg/event-sourcing';

/** What an answer must be there by; calls share it, so that many tries take no longer than one may. */
export interface Deadline {
  readonly remainingMs: number;
}

export const deadlineIn = (ms: number): Deadline => {
  const end = performance.now() + ms;
  return {
    get remainingMs() {
      return end - performance.now();
    },
  };
};

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(ms, 0)));

/** The first to come of a promise and a span of time; `late` for the time. The promise may settle later, unheard. */
export const orLate = async <T>(promise: Promise<T>, ms: number): Promise<T | 'late'> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), Math.max(ms, 0));
  });
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * The same items; the client gives up on no silent connection by itself.
 *
 * @throws StoreUnavailable  nothing came for so long
 */
export async function* neverSilent<T>(items: AsyncIterable<T>, ms: number): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  for (;;) {
    const next = await orLate(iterator.next(), ms);
    if (next === 'late') throw new StoreUnavailable(`The KurrentDB server said nothing for ${ms} ms`);
    if (next.done) return;
    yield next.value;
  }
}
