import type { Settings } from '@jwg/platform';

interface Document {
  servers: { kafka: object; http: object };
  channels: Record<string, { address: string; servers: { $ref: string }[] }>;
}

/** What the kept document is made with. */
const KEPT = { source: 'http://localhost:3000', prefix: 'jwg.' };

/** The kept document with the addresses of this server, of its brokers, and the names of its topics. */
export const asyncApiOf = (kept: string, { publicUrl = KEPT.source, kafka }: Settings): string => {
  const document = JSON.parse(kept.replaceAll(`"${KEPT.source}`, `"${publicUrl}`)) as Document;
  const { host, protocol, pathname } = new URL(publicUrl);
  Object.assign(document.servers.http, {
    host,
    protocol: protocol.slice(0, -1),
    ...(pathname !== '/' && { pathname }),
  });
  if (kafka === undefined) {
    Object.assign(document.servers.kafka, { description: 'This server publishes on no brokers (JWG_KAFKA_BROKERS).' });
    return JSON.stringify(document);
  }
  const { kafka: asKept, ...others } = document.servers;
  const brokers = kafka.brokers.map((broker, n): [string, object] => [
    n === 0 ? 'kafka' : `kafka${n + 1}`,
    { ...asKept, host: broker, protocol: kafka.tls ? 'kafka-secure' : 'kafka' },
  ]);
  for (const channel of Object.values(document.channels))
    if (channel.servers.some(({ $ref }) => $ref === '#/servers/kafka')) {
      channel.address = channel.address.replace(KEPT.prefix, `${kafka.prefix}.`);
      channel.servers = brokers.map(([name]) => ({ $ref: `#/servers/${name}` }));
    }
  return JSON.stringify({ ...document, servers: { ...Object.fromEntries(brokers), ...others } });
};
