export { checkpointsInKafka, compareTopics, kafkaTopics } from './kafka-topics.js';
export { checkpointsTopic, eventsTopic, liveTopics } from './live-topics.js';
