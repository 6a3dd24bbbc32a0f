export { kafkaClient } from './client.js';
export { kafkaTopics, placeInKafka } from './kafka-topics.js';
export { checkpointsTopic, eventsTopic, liveTopics } from './live-topics.js';
