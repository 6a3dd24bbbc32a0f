import { setTimeout as pause } from 'node:timers/promises';
import type { CloudEvent, StatusRecord } from '@jwg/published-language';
import { HandlerFailed, NotYet, Stopped } from './errors.js';
import type { Attempts } from './subscription.js';

/** The default of `retryForMs`: long enough for a database to come back. */
export const RETRY_FOR_MS = 15 * 60_000;
/** The default of `retryMs`. */
export const FIRST_PAUSE_MS = 200;
export const MAX_PAUSE_MS = 10_000;

export const noAttempts = (): Attempts => ({ count: 0, since: Date.now() });

interface Patience {
  readonly retryForMs: number;
  readonly retryMs: number;
  readonly signal: AbortSignal;
  /** Called at each failure that is followed by another attempt. */
  readonly failed: (error: HandlerFailed) => void;
}

/**
 * Calls a handler again and again, with growing pauses, until it succeeds or its time is over. A pause that is longer
 * than `waitMs` is left to the caller.
 *
 * @throws HandlerFailed  when the time is over
 * @throws NotYet         when the next pause is longer than `waitMs`
 * @throws Stopped        the signal was aborted in a pause
 */
export const trying =
  ({ retryForMs, retryMs, signal, failed }: Patience) =>
  async (
    record: CloudEvent | StatusRecord,
    call: (nth: number) => Promise<void> | void,
    attempts = noAttempts(),
    waitMs = Infinity,
  ): Promise<void> => {
    for (;;) {
      attempts.count += 1;
      try {
        return await call(attempts.count);
      } catch (error) {
        if (error instanceof Stopped) throw error;
        const failure = new HandlerFailed(record, attempts.count, error);
        const ms = Math.min(MAX_PAUSE_MS, retryMs * 2 ** (attempts.count - 1));
        if (Date.now() + ms > attempts.since + retryForMs) throw failure;
        failed(failure);
        if (ms > waitMs) throw new NotYet(ms);
        await pause(ms, undefined, { signal }).catch(() => {
          throw new Stopped('Stopped between two attempts', { cause: error });
        });
      }
    }
  };
