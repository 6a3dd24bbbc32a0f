import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { kafkaBroker } from '../../../../test/kafka.js';
import { checkProtocol } from './protocol.js';

const broker = await kafkaBroker();

describe('The first question to a broker', () => {
  let server: Server | undefined;
  afterEach(() => void server?.close());

  /** A server that answers every request with these bytes. */
  const answering = async (answer: Buffer): Promise<string[]> => {
    server = createServer((socket) => socket.on('error', () => {}).once('data', () => socket.write(answer)));
    await new Promise<void>((listening) => server!.listen(0, '127.0.0.1', listening));
    return [`127.0.0.1:${(server.address() as { port: number }).port}`];
  };
  const speaking = (versions: readonly [request: number, min: number, max: number][]): Buffer => {
    const answer = Buffer.alloc(14 + versions.length * 6);
    answer.writeInt32BE(answer.length - 4, 0);
    answer.writeInt32BE(versions.length, 10);
    versions.flat().forEach((number, at) => answer.writeInt16BE(number, 14 + at * 2));
    return answer;
  };
  const all = (min: number, max: number) => Array.from({ length: 60 }, (_, request) => [request, min, max] as const);

  it('succeeds where there are versions in common', async () => {
    const brokers = await answering(speaking(all(0, 20).map((it) => [...it])));
    await expect(checkProtocol({ brokers })).resolves.toBeUndefined();
  });

  it('names the requests that a broker no longer supports', async () => {
    const versions = all(0, 20).map(([request, min, max]): [number, number, number] =>
      request === 22 ? [request, 15, 20] : [request, min, max],
    );
    const brokers = await answering(speaking(versions));
    await expect(checkProtocol({ brokers })).rejects.toThrow(/speaks no version of InitProducerId that kafkajs/);
  });

  it('says that no Kafka broker listens there', async () => {
    const brokers = await answering(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await expect(checkProtocol({ brokers })).rejects.toThrow(/does not answer as a Kafka broker does|no answer/);
  }, 20_000);

  it('goes to the next broker when one cannot be reached, and names them all when none can be', async () => {
    const [alive] = await answering(speaking(all(0, 20).map((it) => [...it])));
    await checkProtocol({ brokers: ['127.0.0.1:1', alive!] });
    await expect(checkProtocol({ brokers: ['127.0.0.1:1', '127.0.0.1:2'] })).rejects.toThrow(
      /127.0.0.1:1.*127.0.0.1:2/,
    );
  });

  broker.describe('that is real', () => {
    it('succeeds', () => checkProtocol(broker.fresh()));
  });
});
