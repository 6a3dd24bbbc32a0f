import { readerOf } from './reader.js';
import type { SubscribeOptions } from './subscription.js';

/**
 * Hands the events that were put aside to the handlers again, in order, until there are no more; takes the same options
 * as `subscribe`, which may run meanwhile. A letter is done when its handler has finished; the next call goes on after
 * it. The place of the subscription does not change: a letter is neither a gap nor a duplicate there.
 *
 * @returns the number of letters that were done
 * @throws HandlerFailed  at the first letter whose handler fails for `retryForMs`; the next call begins with it
 */
export const redrive = async (options: SubscribeOptions): Promise<number> => {
  const { from, signal = new AbortController().signal } = options;
  if (!from.putAside)
    throw new Error('Over HTTP the service keeps what it puts aside; hand it to your handlers yourself.');
  return from.putAside(readerOf(options, signal), signal);
};
