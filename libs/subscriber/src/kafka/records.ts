import type { KafkaMessage } from 'kafkajs';
import { fromHeaders, UnreadableRecord, type CloudEvent } from '@jwg/published-language';
import type { Last, Order } from '../order.js';
import { HandlerFailed, type Reader } from '../subscription.js';
import type { DeadLetters } from './dead-letters.js';

/**
 * Handles one record of the events' topic: reads it, checks its order, and calls the handler. A record that cannot be
 * handled goes to the dead-letter topic, if there is one.
 *
 * @returns the partition's last record of the ledger now; `undefined` before the first
 * @throws GapFound, HandlerFailed, UnreadableRecord  as the end of the subscription
 * @throws Stopped         the signal was aborted between two attempts
 * @throws KafkaJSError    the dead letter could not be sent
 */
export const handleRecord = async (
  { reader, order, letters, topic }: { reader: Reader; order: Order; letters: DeadLetters | undefined; topic: string },
  partition: number,
  message: KafkaMessage,
): Promise<Last | undefined> => {
  try {
    const event = eventOf(message);
    const arrival = order.arrival(partition, event);
    if (arrival === 'duplicate') return order.last(partition);
    if (arrival === 'gap') {
      const after = order.last(partition)!.sequence;
      await reader.gap({ partition, after, missing: Number(event.previous ?? -1), event });
    }
    await reader.event(event);
  } catch (error) {
    if (!letters || !(error instanceof HandlerFailed || error instanceof UnreadableRecord)) throw error;
    reader.trouble(error);
    await letters.send({ topic, partition }, message, error);
    if (error instanceof UnreadableRecord && !isNext(order, partition, message)) return order.last(partition);
  }
  // A record in the dead-letter topic counts in the order, too: the next record names it as `previous`.
  order.move(partition, numbersOf(message));
  return order.last(partition);
};

/** @throws UnreadableRecord  also when `sequence` or `previous` is not a position */
const eventOf = ({ headers = {}, value }: KafkaMessage): CloudEvent => {
  const event = fromHeaders(headers, value);
  for (const name of ['sequence', 'previous'] as const) {
    const digits = event[name];
    if (digits !== undefined && !isPosition(digits)) {
      throw new UnreadableRecord(`ce_${name} of the record is no position: ${digits.slice(0, 50)}`);
    }
  }
  return event;
};

/**
 * Whether an unreadable record is the ledger's, but damaged. Only the ledger's record names the one before it; a
 * foreign record does not.
 */
const isNext = (order: Order, partition: number, message: KafkaMessage): boolean => {
  const { sequence, previous } = numbersOf(message);
  const last = order.last(partition)?.sequence;
  return isPosition(sequence) && isPosition(previous ?? '') && Number(previous) === last && Number(sequence) > last;
};

const numbersOf = ({ headers }: KafkaMessage) => ({
  sequence: headers?.ce_sequence?.toString() ?? '',
  previous: headers?.ce_previous?.toString(),
});

const isPosition = (digits: string): boolean => /^\d+$/.test(digits) && Number.isSafeInteger(Number(digits));
