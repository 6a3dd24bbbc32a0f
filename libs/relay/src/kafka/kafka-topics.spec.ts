import { kafkaBroker } from '../../../../test/kafka.js';
import { readCommitted } from '../../../../test/read-committed.js';
import { topicNames } from '../topic-names.js';
import { topicsContract } from '../topics-contract.js';
import { kafkaTopics } from './kafka-topics.js';
import { liveTopics } from './live-topics.js';

const broker = await kafkaBroker();

broker.describe('On a real broker,', () => {
  topicsContract('Topics in Kafka', () => {
    const { brokers, prefix } = broker.fresh();
    const names = topicNames(prefix);
    const required = liveTopics(names, { partitions: 3, retentionMs: -1 });
    return {
      names,
      topics: () => kafkaTopics({ brokers }, { required, checkpoints: names.checkpoints, key: 'relay', create: true }),
      read: (topic) => readCommitted(brokers, topic),
    };
  });
});
