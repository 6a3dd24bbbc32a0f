import type { KafkaMessage } from 'kafkajs';
import { fromHeaders, UnreadableRecord, type CloudEvent } from '@jwg/published-language';
import type { Order } from '../order.js';
import { HandlerFailed, type Reader } from '../subscription.js';
import type { DeadLetters } from './dead-letters.js';

/**
 * One record of the events' topic: read, placed in its order, handled, and if that cannot be, put aside.
 *
 * @returns its sequence; `undefined` for a record that has none, which is none of ours
 * @throws GapFound, HandlerFailed, UnreadableRecord  where the subscription ends; Stopped; kafkajs's errors when it cannot be put aside
 */
export const handleRecord = async (
  { reader, order, letters, topic }: { reader: Reader; order: Order; letters: DeadLetters | undefined; topic: string },
  partition: number,
  message: KafkaMessage,
): Promise<number | undefined> => {
  const sequence = sequenceOf(message);
  try {
    const event: CloudEvent = fromHeaders(message.headers ?? {}, message.value);
    const arrival = order.arrival(partition, event);
    if (arrival === 'duplicate') return order.last(partition);
    if (arrival === 'gap') {
      await reader.gap({ partition, after: order.last(partition)!, missing: Number(event.previous), event });
    }
    await reader.event(event);
  } catch (error) {
    if (!letters || !(error instanceof HandlerFailed || error instanceof UnreadableRecord)) throw error;
    reader.trouble(error);
    await letters.send({ topic, partition }, message, error);
  }
  // What was put aside has its place in the order too: the next record names it as the one before.
  if (sequence !== undefined) order.learn(partition, sequence);
  return order.last(partition);
};

const sequenceOf = ({ headers }: KafkaMessage): number | undefined => {
  const digits = headers?.ce_sequence?.toString();
  return digits !== undefined && /^\d+$/.test(digits) ? Number(digits) : undefined;
};
