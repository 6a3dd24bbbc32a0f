import type { Certificates } from './certificates.ts';

interface Options {
  /** The folder of its data. */
  readonly data: string;
  readonly ports: {
    readonly plain: number;
    readonly controller: number;
    readonly scram: number;
    readonly mtls: number;
  };
  /** The most bytes of a message, for topics that do not say otherwise; Kafka's own 1,048,588 unless given. */
  readonly maxMessageBytes?: number;
  /** Adds two listeners: SCRAM-SHA-512 over TLS, and TLS that requires a certificate of the client. */
  readonly certificates?: Pick<Certificates, 'ca' | 'server'>;
}

/** The server.properties of one process that is broker and controller, reachable from this machine only. */
export const settings = ({ data, ports, maxMessageBytes, certificates }: Options): string => {
  const listeners = [`PLAINTEXT://127.0.0.1:${ports.plain}`, `CONTROLLER://127.0.0.1:${ports.controller}`];
  if (certificates) listeners.push(`SASL_SSL://127.0.0.1:${ports.scram}`, `SSL://127.0.0.1:${ports.mtls}`);
  return lines({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${ports.controller}`,
    listeners: listeners.join(),
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL,SSL:SSL',
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': data,
    'auto.create.topics.enable': false,
    // The one broker holds all replicas.
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    // The default of 50 is for clusters, and delays the first consumer by a second.
    'offsets.topic.num.partitions': 1,
    'transaction.state.log.num.partitions': 1,
    'group.initial.rebalance.delay.ms': 0,
    // After kill -9 a restarted broker is admitted only after this time; the default is 9 s.
    'broker.session.timeout.ms': 3000,
    'broker.heartbeat.interval.ms': 500,
    ...(maxMessageBytes !== undefined && { 'message.max.bytes': maxMessageBytes }),
    ...(certificates && security(certificates)),
  });
};

const security = ({ ca, server }: Pick<Certificates, 'ca' | 'server'>) => ({
  'ssl.keystore.type': 'PEM',
  'ssl.keystore.location': server,
  'ssl.truststore.type': 'PEM',
  'ssl.truststore.location': ca,
  'listener.name.ssl.ssl.client.auth': 'required',
  'sasl.enabled.mechanisms': 'SCRAM-SHA-512',
  'listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config':
    'org.apache.kafka.common.security.scram.ScramLoginModule required;',
});

const lines = (properties: Record<string, string | number | boolean>) =>
  Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
