import kafkajs, { type KafkaJSError } from 'kafkajs';

/** Node sees only some names of this CommonJS package; the errors are reached by its default export alone. */
export const isKafkaError = (error: unknown): error is KafkaJSError => error instanceof kafkajs.KafkaJSError;
