import { clearTimeout, setTimeout as setTimer } from 'node:timers';
import { setTimeout } from 'node:timers/promises';

/**
 * The time by which an answer must arrive. Several calls share one deadline, so many attempts take no longer than one
 * may.
 */
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

/** Resolves after this many milliseconds, or as soon as the signal is aborted. */
export const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  setTimeout(Math.max(ms, 0), undefined, { signal }).catch(() => undefined);

/**
 * The promise's value, or `late` when the time is over first. A promise that settles later is ignored. The function
 * runs for each append and each event that is read, so it uses a plain timer: ending an AbortController costs an
 * exception with its stack.
 */
export const orLate = <T>(promise: Promise<T>, ms: number): Promise<T | 'late'> =>
  new Promise((resolve, reject) => {
    const timer = setTimer(() => resolve('late'), Math.max(ms, 0));
    promise.then(
      (value) => (clearTimeout(timer), resolve(value)),
      (error: unknown) => (clearTimeout(timer), reject(error as Error)),
    );
  });

/** Between two tries of a read. */
const LONGEST_PAUSE_MS = 200;

/**
 * Retries for a limited time while the failures are temporary.
 *
 * @throws the error of the last attempt
 */
export const patiently = async <T>(
  question: () => Promise<T>,
  passes: (error: unknown) => boolean,
  ms: number,
): Promise<T> => {
  const deadline = deadlineIn(ms);
  for (let pauseMs = 25; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    try {
      return await question();
    } catch (error) {
      if (!passes(error) || deadline.remainingMs < pauseMs) throw error;
      await sleep(pauseMs);
    }
  }
};
