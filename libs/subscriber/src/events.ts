import type { EventType } from '@jwg/domain';
import { eventTypeOf, type AnyCloudEvent } from '@jwg/published-language';
import { Stopped } from './errors.js';
import { subscribe } from './subscribe.js';
import type { SubscribeOptions } from './subscription.js';

/**
 * The events as a loop: `for await (const event of events({ from }))`. An event is handled when the loop asks for the
 * next one. When the loop is left, by `break` or by an error, the event under way is not handled, and comes first at the
 * next start. Ends when `signal` is aborted; throws what ends the subscription.
 */
export async function* events(options: Omit<SubscribeOptions, 'on'>): AsyncGenerator<AnyCloudEvent, void> {
  const stopping = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stopping.signal]) : stopping.signal;
  let came = Promise.withResolvers<AnyCloudEvent>();
  let handled = Promise.withResolvers<void>();
  const take = (event: AnyCloudEvent) => {
    came.resolve(event);
    return handled.promise;
  };
  const ended = subscribe({ ...options, signal, on: { '*': take } }).then(({ done }) => done);
  ended.catch(() => {}); // thrown below
  signal.addEventListener('abort', () => handled.reject(new Stopped('The loop was left')));
  handled.promise.catch(() => {});
  try {
    for (;;) {
      const event = await Promise.race([came.promise, ended]);
      if (!event) return;
      yield event;
      came = Promise.withResolvers();
      const before = handled;
      handled = Promise.withResolvers();
      handled.promise.catch(() => {});
      before.resolve();
    }
  } finally {
    stopping.abort();
    await ended.catch(() => {});
  }
}

/** Whether the event is of this type; narrows its `data`. */
export const isOf = <Type extends EventType>(
  event: AnyCloudEvent,
  type: Type,
): event is Extract<AnyCloudEvent, { readonly type: `org.jwgledger.jwg.${Type}.v${number}` }> =>
  eventTypeOf(event.type) === type;
