import { createRequire } from 'node:module';
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { PublishFailed } from '../topics.js';
import type { KafkaConnection } from './client.js';

interface Versions {
  readonly min: number;
  readonly max: number;
}

/** The requests that the relay makes of a broker; their names say what each is for. */
const NEEDED = [
  ...['Produce', 'Fetch', 'ListOffsets', 'Metadata', 'GroupCoordinator', 'JoinGroup', 'SyncGroup', 'Heartbeat'],
  ...['LeaveGroup', 'OffsetFetch', 'CreateTopics', 'DescribeConfigs', 'DeleteGroups'],
  ...['InitProducerId', 'AddPartitionsToTxn', 'EndTxn'],
];

/**
 * kafkajs 2.2.4 checks only the highest version that a broker supports, never the lowest. A broker that no longer
 * supports kafkajs's versions would cause errors that do not name the reason. This check compares the versions first.
 *
 * @throws PublishFailed  one sentence; with the kind `Protocol` when the broker and kafkajs have no version in common
 */
export const checkProtocol = async (connection: KafkaConnection): Promise<void> => {
  const spoken = await firstAnswer(connection);
  const { requests, apiKeys } = kafkajsProtocol();
  const strange = NEEDED.filter((name) => {
    const theirs = spoken.get(apiKeys[name]!);
    return !theirs || !requests[name]!.versions.map(Number).some((ours) => ours >= theirs.min && ours <= theirs.max);
  });
  if (strange.length > 0)
    throw new PublishFailed(
      'Protocol',
      `The Kafka broker speaks no version of ${strange.join(', ')} that kafkajs 2.2.4 speaks; brokers 2.4 to 4.1 do.`,
    );
};

const kafkajsProtocol = () => {
  const require = createRequire(import.meta.url);
  return {
    ...(require('kafkajs/src/protocol/requests') as { requests: Record<string, { versions: (string | number)[] }> }),
    apiKeys: require('kafkajs/src/protocol/requests/apiKeys') as Record<string, number>,
  };
};

/** The versions of the first broker that answers. */
const firstAnswer = async (connection: KafkaConnection): Promise<Map<number, Versions>> => {
  const failures: unknown[] = [];
  for (const broker of connection.brokers) {
    try {
      return await ask(broker, connection.tls);
    } catch (error) {
      failures.push(error);
    }
  }
  const reasons = failures.map((failure) => (failure instanceof Error ? failure.message : String(failure)));
  throw new PublishFailed('Unreachable', `No Kafka broker can be reached: ${reasons.join('; ')}`, {
    cause: failures[0],
  });
};

/** An ApiVersions request, version 0. Every broker answers this request, even before authentication. */
const REQUEST = Buffer.from('0000000a' + '0012' + '0000' + '00000001' + 'ffff', 'hex');

const ask = (broker: string, tls: KafkaConnection['tls']): Promise<Map<number, Versions>> =>
  new Promise((resolve, reject) => {
    const { hostname: host, port } = new URL(`kafka://${broker}`);
    const to = { host, port: Number(port) };
    const socket: Socket = tls ? connectTls({ ...to, ...tls, servername: host }) : connectPlain(to);
    const fail = (why: string) => socket.destroy(new Error(`${broker}: ${why}`));
    let answer = Buffer.alloc(0);
    socket.setTimeout(5_000, () => fail('no answer within 5 s'));
    socket.on(tls ? 'secureConnect' : 'connect', () => socket.write(REQUEST));
    socket.on('data', (chunk) => {
      answer = Buffer.concat([answer, chunk]);
      if (answer.length < 4 || answer.length < 4 + answer.readInt32BE(0)) return;
      const versions = versionsIn(answer);
      if (!versions) return fail('it does not answer as a Kafka broker does');
      resolve(versions);
      socket.destroy();
    });
    socket.on('error', (error) => reject(error.message ? error : new Error(`${broker}: cannot be reached`)));
    socket.on('close', () => reject(new Error(`${broker}: the connection was closed`)));
  });

/** Parses the answer: length, correlation id, error, then a list of (request, lowest version, highest version). */
const versionsIn = (answer: Buffer): Map<number, Versions> | undefined => {
  if (answer.length < 14 || answer.readInt16BE(8) !== 0) return undefined;
  const count = answer.readInt32BE(10);
  if (count < 0 || answer.length < 14 + count * 6) return undefined;
  return new Map(
    Array.from({ length: count }, (_, at) => {
      const from = 14 + at * 6;
      return [answer.readInt16BE(from), { min: answer.readInt16BE(from + 2), max: answer.readInt16BE(from + 4) }];
    }),
  );
};
