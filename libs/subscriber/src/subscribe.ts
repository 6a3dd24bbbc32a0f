import { Stopped } from './errors.js';
import { readerOf } from './reader.js';
import type { SubscribeOptions, Subscription } from './subscription.js';

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

  const reader = readerOf(options, signal);
  const first = Promise.withResolvers<void>();
  const ready = () => {
    reader.beginning();
    first.resolve();
  };
  let end: { error?: unknown } | undefined;
  const reading = options.from
    .read(reader, signal, ready)
    .catch((error: unknown) => {
      if (error instanceof Stopped) return;
      end = { error };
      throw error;
    })
    .finally(() => {
      end ??= {};
      options.signal?.removeEventListener('abort', stop);
    });
  await Promise.race([first.promise, reading]);
  return {
    // A new promise without a handler, so that a failure that the service ignores becomes an unhandled rejection.
    done: reading.then(() => {}),
    async stop() {
      stop();
      await reading;
    },
    async health() {
      if (end) return { state: 'ended', errors: 'error' in end ? [end.error] : [], lag: undefined };
      const errors = reader.troubles();
      return { state: errors.length > 0 ? 'retrying' : 'running', errors, lag: await reader.lag() };
    },
  };
};
