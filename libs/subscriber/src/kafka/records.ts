import type { KafkaMessage } from 'kafkajs';
import { fromHeaders, UnreadableRecord, type CloudEvent } from '@jwg/published-language';
import { noAttempts } from '../attempts.js';
import { HandlerFailed, messageOf } from '../errors.js';
import type { Order } from '../order.js';
import type { Attempts, Reader } from '../subscription.js';
import type { DeadLetters, Origin } from './dead-letters.js';

/** The longest pause before another attempt that keeps the other partitions waiting. */
const SHORT_MS = 500;

interface Handling {
  readonly reader: Reader;
  readonly order: Order;
  readonly letters: DeadLetters | undefined;
  readonly topic: string;
  /** The record of each partition that failed before, and comes again. */
  readonly failing: Map<number, Failing>;
}

export interface Failing {
  readonly offset: string;
  readonly attempts: Attempts;
  isGapTold: boolean;
}

/**
 * Handles one record of the events' topic: reads it, checks its order, and calls the handler. A record that cannot be
 * handled goes to the dead-letter topic, if there is one.
 *
 * @throws GapFound, HandlerFailed, UnreadableRecord  as the end of the subscription
 * @throws NotYet          the record is to come again after a pause
 * @throws Stopped         the signal was aborted between two attempts
 * @throws KafkaJSError    the dead letter could not be sent
 */
export const handleRecord = async (how: Handling, partition: number, message: KafkaMessage): Promise<void> => {
  const { reader, order, letters, topic } = how;
  try {
    const event = eventAt({ topic, partition }, message);
    const arrival = order.arrival(partition, event);
    if (arrival === 'duplicate') return;
    const state = failingAt(how.failing, partition, message.offset);
    if (arrival === 'gap' && !state.isGapTold) {
      const after = order.last(partition)?.sequence;
      await reader.gap({ partition, after, missing: Number(event.previous ?? -1), event });
      state.isGapTold = true;
    }
    await reader.event(event, state.attempts, SHORT_MS);
  } catch (error) {
    if (!letters || !(error instanceof HandlerFailed || error instanceof UnreadableRecord)) throw error;
    await letters.send({ topic, partition }, message, error);
    reader.aside(error, letters.topic);
    if (error instanceof UnreadableRecord && !isNext(order, partition, message)) return;
  }
  how.failing.delete(partition);
  // A record in the dead-letter topic counts in the order, too: the next record names it as `previous`.
  order.move(partition, numbersOf(message));
};

const failingAt = (failing: Handling['failing'], partition: number, offset: string): Failing => {
  const known = failing.get(partition);
  if (known?.offset === offset) return known;
  const begun = { offset, attempts: noAttempts(), isGapTold: false };
  failing.set(partition, begun);
  return begun;
};

/** @throws UnreadableRecord  it says where the record is */
const eventAt = ({ topic, partition }: Origin, message: KafkaMessage): CloudEvent => {
  try {
    return eventOf(message);
  } catch (error) {
    const where = `${topic}, partition ${partition}, offset ${message.offset}`;
    throw new UnreadableRecord(`A record is not an event, at ${where}: ${messageOf(error)}`, { cause: error });
  }
};

/** @throws UnreadableRecord  also when `sequence` or `previous` is not a position */
export const eventOf = ({ headers = {}, value }: KafkaMessage): CloudEvent => {
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
