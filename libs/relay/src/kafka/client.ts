import { Kafka, logLevel, type ISocketFactory, type SASLOptions } from 'kafkajs';
import { calmIdleConnections } from './calm.js';

/** How to reach the brokers. */
export interface KafkaConnection {
  /** Bootstrap brokers as `host:port`; not every broker need be listed. */
  readonly brokers: readonly string[];
  readonly sasl?: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  };
  /** Present for connections over TLS. All values are PEM; `cert` and `key` are this client's own, for mutual TLS. */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string };
}

/** A request without an answer for this long has failed. Shorter than the deadline of a transaction. */
const REQUEST_TIMEOUT_MS = 15_000;

/**
 * Retries are few and quick, for conditions that pass in a moment. The broker answers CONCURRENT_TRANSACTIONS to a
 * transaction that follows immediately on another, while it still writes the markers of the first. The default retry of
 * kafkajs, 300 ms, would cost two thirds of the throughput. The relay itself handles longer failures.
 */
export const kafkaClient = ({ brokers, sasl, tls }: KafkaConnection, socketFactory?: ISocketFactory): Kafka => {
  calmIdleConnections();
  return new Kafka({
    clientId: 'jwg-relay',
    brokers: [...brokers],
    ...(sasl && { sasl: sasl as SASLOptions }),
    ...(tls && { ssl: { ...tls } }),
    ...(socketFactory && { socketFactory }),
    connectionTimeout: 5_000,
    requestTimeout: REQUEST_TIMEOUT_MS,
    retry: { initialRetryTime: 5, factor: 0.2, multiplier: 1.5, maxRetryTime: 1_000, retries: 10 },
    logLevel: logLevel.NOTHING, // every error reaches the relay, which reports it once
  });
};
