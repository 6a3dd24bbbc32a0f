import kafkajs, { type KafkaJSError } from 'kafkajs';

/** Node can import only some names of this CommonJS package; the error classes need its default export. */
export const isKafkaError = (error: unknown): error is KafkaJSError => error instanceof kafkajs.KafkaJSError;
