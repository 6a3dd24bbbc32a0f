import { setTimeout as pause } from 'node:timers/promises';
import { isKafkaError } from './kafka-error.js';

const PATIENCE_MS = 30_000;
const PAUSE_MS = 100;

/**
 * Asks again while the broker says "not yet": kafkajs's admin client does not by itself, and a broker that has just
 * started, or taken a group or a partition over, says so until it is ready.
 */
export const patient = async <T>(ask: () => Promise<T>): Promise<T> => {
  for (const end = Date.now() + PATIENCE_MS; ;) {
    try {
      return await ask();
    } catch (error) {
      if (!(isKafkaError(error) && error.retriable) || Date.now() > end) throw error;
      await pause(PAUSE_MS);
    }
  }
};
