import { setTimeout as pause } from 'node:timers/promises';
import type { EventType } from '@jwg/domain';
import { eventTypeOf, type CloudEvent, type StatusRecord } from '@jwg/published-language';
import {
  GapFound,
  HandlerFailed,
  Stopped,
  type Handler,
  type Reader,
  type SubscribeOptions,
  type Subscription,
} from './subscription.js';

export const RETRIES = 5;
export const FIRST_PAUSE_MS = 200;
export const MAX_PAUSE_MS = 10_000;

/**
 * Starts a subscription. Resolves when the statuses, if wanted, are handled and the first event may arrive.
 *
 * Delivery is at least once: a process that crashes after a handler's effect and before its checkpoint receives the
 * event again. To handle each event only once, store its `id` in the same database transaction as the effect, and
 * answer `seen`.
 *
 * @throws  when the ledger's topics or its address cannot be reached, or a status cannot be handled
 */
export const subscribe = async (options: SubscribeOptions): Promise<Subscription> => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const stop = () => stopping.abort();
  if (options.signal?.aborted) stop();
  options.signal?.addEventListener('abort', stop, { once: true });

  const ready = Promise.withResolvers<void>();
  const reading = options.from
    .read(readerOf(options, signal), signal, ready.resolve)
    .catch((error: unknown) => {
      if (!(error instanceof Stopped)) throw error;
    })
    .finally(() => options.signal?.removeEventListener('abort', stop));
  await Promise.race([ready.promise, reading]);
  return {
    // A new promise without a handler, so that a failure that the service ignores becomes an unhandled rejection.
    done: reading.then(() => {}),
    async stop() {
      stop();
      await reading;
    },
  };
};

const readerOf = (options: SubscribeOptions, signal: AbortSignal): Reader => {
  const { on, status, seen, onGap, onError = () => {} } = options;
  /** The sequence of the status that the service received, by stream. */
  const included = new Map<string, number>();
  const attempt = tries(options, signal, onError);

  return {
    types: on['*'] ? undefined : (Object.keys(on) as EventType[]),
    status:
      status &&
      (async (record) => {
        await attempt(record, () => status(record));
        included.set(record.subject, Number(record.sequence));
      }),
    async event(event) {
      const type = eventTypeOf(event.type);
      const handler = ((type && on[type]) ?? on['*']) as Handler | undefined;
      if (!handler || Number(event.sequence) <= (included.get(event.subject) ?? -1)) return;
      await attempt(event, async (nth) => {
        if (!(await seen?.(event))) await handler(event, nth);
      });
    },
    async gap(gap) {
      if (!onGap) throw new GapFound(gap);
      await onGap(gap);
    },
    trouble: onError,
  };
};

/** Retries the call with growing pauses, up to `retries` times. */
const tries =
  (
    { retries = RETRIES, retryMs = FIRST_PAUSE_MS }: SubscribeOptions,
    signal: AbortSignal,
    onError: (error: unknown) => void,
  ) =>
  async (record: CloudEvent | StatusRecord, call: (nth: number) => Promise<void> | void): Promise<void> => {
    for (let nth = 1; ; nth += 1) {
      try {
        return await call(nth);
      } catch (error) {
        if (nth > retries) throw new HandlerFailed(record, nth, error);
        onError(error);
        const ms = Math.min(MAX_PAUSE_MS, retryMs * 2 ** (nth - 1));
        await pause(ms, undefined, { signal }).catch(() => {
          throw new Stopped('Stopped between two attempts', { cause: error });
        });
      }
    }
  };
