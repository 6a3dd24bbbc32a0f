import { LedgerError } from '@jwg/event-sourcing';
import type { KafkaOptions } from '@jwg/relay';
import type { Settings } from '../settings/settings.js';

/** The request needs brokers, and none are set here. */
export class NoBrokers extends LedgerError {
  override readonly name = 'NoBrokers';
  readonly kind = 'misconfigured';
  override readonly type = 'no-brokers';
  override readonly detail = 'No brokers are set for this server.';
  override readonly wayOut = 'Read the same events by HTTP: GET /v1/events and /v1/events/stream.';
  constructor() {
    super(
      'No brokers are set here, so nothing is relayed. Set JWG_KAFKA_BROKERS, and what goes with it, as for the server.',
    );
  }
}

/** Whether something was written, and what, is unknown. Asking again finds it out. */
export class BrokersUnavailable extends LedgerError {
  override readonly name = 'BrokersUnavailable';
  readonly kind = 'busy';
  override readonly wayOut = 'Ask again; a replay goes on where it was, and nothing of it comes twice.';
  override readonly retryAfter = 5;
}

/** @throws NoBrokers */
export const brokersOf = ({ kafka }: Pick<Settings, 'kafka'>): KafkaOptions => {
  if (!kafka) throw new NoBrokers();
  return kafka;
};

/**
 * The name of a replay, from its topic; a name alone is returned unchanged. The rest of a live topic's name has a dot,
 * and no replay's name has one.
 */
export const replayNamed = (topic: string, { prefix }: Pick<KafkaOptions, 'prefix'>): string => {
  const own = `${prefix}.replay.`;
  return topic.startsWith(own) ? topic.slice(own.length) : topic;
};
