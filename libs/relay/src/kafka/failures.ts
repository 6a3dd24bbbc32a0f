import { NeedsHuman } from '../relay-checkpoint.js';
import { areAway } from '../objection.js';
import { BrokersAway, Fenced, PublishFailed, TopicsDiffer } from '../topics.js';

interface KafkaError extends Error {
  readonly type?: string;
  readonly code?: number | string;
}

/** INVALID_PRODUCER_EPOCH and PRODUCER_FENCED; kafkajs does not know the second by name. */
const FENCED = [47, 90];

/** The broker's own error, without the errors in which kafkajs wraps it. */
const rootOf = (error: KafkaError): KafkaError => {
  let root = error;
  while (root.code === undefined && root.cause instanceof Error && root.cause !== root) root = root.cause;
  return root;
};

export const isConcurrentTransactions = (error: unknown): boolean =>
  error instanceof Error && rootOf(error).code === 51;

/** Errors of the port itself; they pass unchanged. */
const KNOWN = [Fenced, PublishFailed, TopicsDiffer, NeedsHuman];

/** Translates an error into the port's errors. */
export const failure = (error: unknown): Error => {
  if (KNOWN.some((kind) => error instanceof kind)) return error as Error;
  if (!(error instanceof Error)) return new PublishFailed('Unknown', String(error));
  const root = rootOf(error);
  if (FENCED.includes(root.code as number)) return new Fenced('A younger relay is at work', { cause: error });
  return new PublishFailed(root.type ?? root.name, root.message, { cause: error });
};

/** The same outcome; an error of brokers that do not answer names them. */
export const naming = async <T>(brokers: readonly string[], work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    const isAway = error instanceof PublishFailed && !(error instanceof BrokersAway) && areAway(error);
    throw isAway ? new BrokersAway(brokers, error) : error;
  }
};

/** The time limit in milliseconds for a whole publication or a whole opening, for brokers that do not answer. */
export const DEADLINE_MS = 20_000;

/** Rejects when the work takes longer than the deadline; its later outcome is ignored. */
export const withinDeadline = async <T>(what: string, work: Promise<T>, ms = DEADLINE_MS): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PublishFailed('Deadline', `${what} took longer than ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    throw failure(error);
  } finally {
    clearTimeout(timer);
  }
};
