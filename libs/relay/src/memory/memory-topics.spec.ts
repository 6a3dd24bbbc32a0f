import { topicNames } from '../topic-names.js';
import { topicsContract } from '../topics-contract.js';
import { memoryTopics } from './memory-topics.js';

topicsContract('Topics in memory', () => {
  const memory = memoryTopics<{ step: number }>();
  return { names: topicNames('test'), topics: memory.topics, read: async (topic) => memory.committed(topic) };
});
