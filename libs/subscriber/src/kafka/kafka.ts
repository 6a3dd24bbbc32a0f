import type { Source } from '../subscription.js';
import type { KafkaOptions, Topics } from './options.js';

/**
 * Reads the ledger's topics on Kafka with isolation level `read_committed`: no records of an open or aborted
 * transaction. kafkajs is loaded when the subscription begins.
 */
export const kafka = (options: KafkaOptions): Source => {
  const { prefix, group, topic = `${prefix}.events.v1`, deadLetter = `${prefix}.dead-letter.${group}` } = options;
  const topics: Topics = {
    events: topic,
    statuses: `${prefix}.commitment-status.v1`,
    deadLetters: deadLetter === false ? undefined : deadLetter,
  };
  return {
    async read(reader, signal, ready) {
      const { connect, connectPatiently } = await import('./client.js');
      const { checkTopics } = await import('./topics.js');
      const { bootstrap } = await import('./bootstrap.js');
      const { consume } = await import('./consume.js');
      const client = connect(options);
      await checkTopics(client, [topics.events, ...(reader.status ? [topics.statuses] : [])], options);
      const when = options.bootstrap ?? 'once';
      if (reader.status) await bootstrap(client, { topics, group, when }, reader.status, signal);
      await consume(
        connectPatiently(options, reader.trouble),
        { topics, group, sessionMs: options.sessionMs },
        reader,
        signal,
        ready,
      );
    },
    ...(deadLetter !== false && {
      async putAside(reader, signal) {
        const { connect } = await import('./client.js');
        const { readPutAside } = await import('./put-aside.js');
        return readPutAside(connect(options), { topic: deadLetter, group }, reader, signal);
      },
    }),
  };
};
