import { setTimeout as pause } from 'node:timers/promises';
import { isKafkaError } from './kafka-error.js';

const PATIENCE_MS = 30_000;
const PAUSE_MS = 100;

/**
 * Retries while the broker answers "not yet". The admin client of kafkajs does not retry by itself, and a broker that
 * has just started, or has just taken over a group or a partition, gives this answer until it is ready.
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
