import { StoreUnavailable } from '@jwg/event-sourcing';
import { clearTimeout, setTimeout as setTimer } from 'node:timers';
import { setTimeout } from 'node:timers/promises';

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

/** Resolves after so many milliseconds, or as soon as the signal says so. */
export const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  setTimeout(Math.max(ms, 0), undefined, { signal }).catch(() => undefined);

/**
 * The first to come of a promise and a span of time; `late` for the time. The promise may settle later, unheard. It is made
 * for each append and each event read: a plain timer, since an AbortController's end costs an exception with its stack.
 */
export const orLate = <T>(promise: Promise<T>, ms: number): Promise<T | 'late'> =>
  new Promise((resolve, reject) => {
    const timer = setTimer(() => resolve('late'), Math.max(ms, 0));
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });

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

/**
 * Asks again while it fails in a way that passes, for so long.
 *
 * @throws what the last try threw
 */
export const patiently = async <T>(
  question: () => Promise<T>,
  passes: (error: unknown) => boolean,
  ms: number,
): Promise<T> => {
  const deadline = deadlineIn(ms);
  for (let pauseMs = 25; ; pauseMs *= 2) {
    try {
      return await question();
    } catch (error) {
      if (!passes(error) || deadline.remainingMs < pauseMs) throw error;
      await sleep(pauseMs);
    }
  }
};
