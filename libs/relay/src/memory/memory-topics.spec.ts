import { topicNames } from '../topic-names.js';
import { topicsContract } from '../topics-contract.js';
import { memoryTopics } from './memory-topics.js';

topicsContract('Topics in memory', () => {
  const topics = memoryTopics<{ step: number }>();
  return { names: topicNames('test'), topics: () => topics, read: async (topic) => topics.committed(topic) };
});
