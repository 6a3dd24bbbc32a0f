import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { kafkaBroker, startBroker, type SecureBroker } from '../../../../test/kafka.js';
import { kafka, subscribe, type Subscription } from '../index.js';
import { eventAt, publishing, until, type Publishing } from '../testing/publishing.js';

const shared = await kafkaBroker(); // shows whether a broker can be started here

shared.describe('the connection of a subscription to Kafka', () => {
  const prefix = 'jwg';
  let folder: string;
  let broker: SecureBroker;
  let press: Publishing;
  let heard: string[];
  let running: Subscription | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jwg-subscriber-kafka-'));
    broker = await startBroker({ folder, secure: true });
    press = await publishing({ brokers: broker.brokers, prefix });
    await press.send(0, eventAt(0));
  }, 60_000);
  afterEach(() => running?.stop());
  afterAll(async () => {
    await press.close();
    await broker.stop();
    await rm(folder, { recursive: true });
  });

  const listen = async (how: Omit<Parameters<typeof kafka>[0], 'prefix'>, onError?: (error: unknown) => void) => {
    heard = [];
    running = undefined;
    const on = { '*': ({ sequence }: { sequence: string }) => void heard.push(sequence) };
    running = await subscribe({ from: kafka({ prefix, ...how }), on, onError });
  };

  it('is made over TLS with a name and a password', async () => {
    const { brokers, ca, username, password } = broker.scram;
    const sasl = { mechanism: 'scram-sha-512', username, password } as const;
    await listen({ brokers, group: 'scram', ssl: { ca: readFileSync(ca, 'utf8') }, sasl });
    await until(() => heard.length === 1);
  });

  it('is refused with a wrong password', async () => {
    const { brokers, ca, username } = broker.scram;
    const sasl = { mechanism: 'scram-sha-512', username, password: 'wrong' } as const;
    await expect(listen({ brokers, group: 'wrong', ssl: { ca: readFileSync(ca, 'utf8') }, sasl })).rejects.toThrow(
      /SASL|authentication/i,
    );
  });

  it('is made with a certificate', async () => {
    const { brokers, ...files } = broker.mtls;
    const [ca, cert, key] = [files.ca, files.cert, files.key].map((path) => readFileSync(path, 'utf8'));
    await listen({ brokers, group: 'mtls', ssl: { ca, cert, key } });
    await until(() => heard.length === 1);
  });

  it('is made again soon after the broker was away, which is told at once', async () => {
    const told: number[] = [];
    await listen({ brokers: broker.brokers, group: 'patient' }, () => told.push(performance.now()));
    await until(() => heard.length === 1);
    const away = performance.now();
    await broker.kill();
    await until(() => told.length > 0);
    expect(told[0]! - away).toBeLessThan(5_000);
    await broker.restart();
    await press.send(0, eventAt(1));
    const back = performance.now();
    await until(() => heard.length === 2);
    expect(performance.now() - back).toBeLessThan(8_000);
    expect(heard).toEqual(['0', '1']);
  }, 60_000);
});
