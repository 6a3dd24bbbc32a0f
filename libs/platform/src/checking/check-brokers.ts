import { BrokersAway, checkKafka, NeedsHuman, objectionOf, TopicsDiffer } from '@jwg/relay';
import { openStore } from '../opening/open-adapters.js';
import type { KafkaSettings, ServerSettings } from '../settings/settings.js';
import { fine, reasonOf, wrong, type Check } from './finding.js';

export const checkBrokers =
  (kafka: KafkaSettings, settings: ServerSettings): Check =>
  async () => {
    const brokers = kafka.brokers.join(', ');
    const store = await openStore({ ...settings, readOnly: true }).catch(() => undefined); // checkLedger reports it
    try {
      const { missing } = await checkKafka(kafka, store && { store, source: settings.publicUrl });
      const topics =
        missing.length === 0 ? 'the topics are as they must be' : `the relay will make ${missing.join(', ')}`;
      return fine(`${brokers}; ${topics}`);
    } catch (error) {
      if (error instanceof TopicsDiffer) return wrong(`${brokers}: a topic is not as it must be`, error.message);
      if (error instanceof NeedsHuman)
        return wrong(`${brokers}: the relay would refuse to go on from what is there`, error.message);
      const reason = reasonOf(error instanceof BrokersAway ? error.cause : error); // which names them, too
      return wrong(`${brokers}: ${reason}`, mendOf(kafka, error));
    } finally {
      await store?.close();
    }
  };

const mendOf = ({ sasl, tls }: KafkaSettings, error: unknown): string => {
  switch (objectionOf(error)) {
    case 'credentials':
      return sasl
        ? 'JWG_KAFKA_SASL_MECHANISM, _USERNAME and _PASSWORD have to be as the brokers know them.'
        : 'The brokers want to know who asks: set JWG_KAFKA_SASL_MECHANISM, _USERNAME and _PASSWORD.';
    case 'certificate':
      return 'JWG_KAFKA_TLS_CA has to vouch for the brokers, JWG_KAFKA_TLS_CERT and _KEY for us where they ask.';
    default:
      return `See whether the brokers run and are reached from here, and speak ${tls ? 'TLS' : 'plainly, without TLS (JWG_KAFKA_TLS)'} at that port.`;
  }
};
