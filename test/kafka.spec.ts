import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { Kafka, type KafkaConfig, logLevel, Partitioners } from 'kafkajs';
import { type SecureBroker, startBroker } from '../tools/kafka/broker.ts';
import { isFree } from '../tools/kafka/ports.ts';
import { kafkaBroker } from './kafka.js';

process.env.KAFKAJS_NO_PARTITIONER_WARNING = '1';

// Java starts in two seconds, and in twenty where every core is busy.
jest.setTimeout(120_000);

const connectTo = (where: KafkaConfig) => new Kafka({ ...where, logLevel: logLevel.NOTHING, retry: { retries: 2 } });

const withAdmin = async <T>(kafka: Kafka, work: (admin: ReturnType<Kafka['admin']>) => Promise<T>): Promise<T> => {
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
};

/** A new topic of one partition with these values in it. */
const produce = async (kafka: Kafka, topic: string, ...values: string[]) => {
  await withAdmin(kafka, (admin) =>
    admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: true }),
  );
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  await producer.send({ topic, messages: values.map((value) => ({ key: 'key', value })) });
  await producer.disconnect();
};

/** The first values of a topic, as a consumer group gets them. */
const consume = async (kafka: Kafka, topic: string, count: number): Promise<string[]> => {
  const consumer = kafka.consumer({ groupId: `${topic}.reader` });
  const values: string[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    const eachMessage = async ({ message }: { message: { value: Buffer | null } }) => {
      values.push(String(message.value));
      if (values.length === count) resolve();
    };
    consumer.run({ eachMessage }).catch(reject);
  });
  await consumer.disconnect();
  return values;
};

const kafka = await kafkaBroker();
const sameAgain = await kafkaBroker();

kafka.describe('the Kafka broker of a run of tests', () => {
  it('gives back records in the order sent', async () => {
    const { brokers, prefix } = kafka.fresh();
    const client = connectTo({ brokers });
    await produce(client, `${prefix}.letters`, 'a', 'b', 'c');
    expect(await consume(client, `${prefix}.letters`, 3)).toEqual(['a', 'b', 'c']);
  });

  it('is shared by all spec files, each with its own prefix', () => {
    const [one, other] = [kafka.fresh(), sameAgain.fresh()];
    expect(one.brokers).toEqual(other.brokers);
    expect(one.prefix).not.toBe(other.prefix);
  });

  it('does not create topics by itself', async () => {
    const { brokers, prefix } = kafka.fresh();
    const producer = connectTo({ brokers }).producer();
    await producer.connect();
    const sending = producer.send({ topic: `${prefix}.typo`, messages: [{ value: 'a' }] });
    await expect(sending).rejects.toThrow('This server does not host this topic-partition');
    await producer.disconnect();
  });
});

kafka.describe('a Kafka broker of one’s own', () => {
  let folder: string;
  let broker: SecureBroker;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'jwg-kafka-'));
    broker = await startBroker({ folder, secure: true });
  });
  afterAll(async () => {
    await broker.stop();
    rmSync(folder, { recursive: true });
  });

  const byPassword = (password: string) => {
    const { brokers, ca, username } = broker.scram;
    const sasl = { mechanism: 'scram-sha-512' as const, username, password };
    return connectTo({ brokers, ssl: { ca: readFileSync(ca) }, sasl });
  };

  it('takes a name and a password over TLS', async () => {
    const client = byPassword(broker.scram.password);
    await produce(client, 'by-password', 'a');
    expect(await consume(client, 'by-password', 1)).toEqual(['a']);
  });

  it('refuses a wrong password', async () => {
    const topics = withAdmin(byPassword('wrong'), (admin) => admin.listTopics());
    await expect(topics).rejects.toThrow('SASL SCRAM SHA512 authentication failed');
  });

  it('takes a certificate of the client’s own', async () => {
    const { brokers, ...files } = broker.mtls;
    const [ca, cert, key] = [files.ca, files.cert, files.key].map((file) => readFileSync(file));
    const client = connectTo({ brokers, ssl: { ca, cert, key } });
    await produce(client, 'by-certificate', 'a');
    expect(await consume(client, 'by-certificate', 1)).toEqual(['a']);
  });

  it('refuses a client without a certificate', async () => {
    const { brokers, ca } = broker.mtls;
    const topics = withAdmin(connectTo({ brokers, ssl: { ca: readFileSync(ca) } }), (admin) => admin.listTopics());
    await expect(topics).rejects.toThrow(/alert (bad certificate|certificate required)/);
  });

  it('is refused by a client that does not know its authority', async () => {
    const topics = withAdmin(connectTo({ brokers: broker.mtls.brokers, ssl: true }), (admin) => admin.listTopics());
    await expect(topics).rejects.toThrow(/unable to verify|self-signed/);
  });

  it('has its data again after a restart', async () => {
    const client = connectTo({ brokers: broker.brokers });
    await produce(client, 'kept', 'a', 'b');
    const first = broker.pid;
    await broker.restart();
    expect(broker.pid).not.toBe(first);
    expect(await consume(client, 'kept', 2)).toEqual(['a', 'b']);
  });

  it('has its data again after kill -9', async () => {
    const client = connectTo({ brokers: broker.brokers });
    await produce(client, 'survived', 'a', 'b');
    await broker.kill();
    await broker.restart();
    expect(await consume(client, 'survived', 2)).toEqual(['a', 'b']);
  });

  it('does not answer while it is frozen, and answers when it is resumed', async () => {
    await withAdmin(connectTo({ brokers: broker.brokers }), async (admin) => {
      broker.freeze();
      const topics = admin.listTopics();
      expect(await Promise.race([topics, sleep(300, 'silence')])).toBe('silence');
      broker.resume();
      expect(await topics).toContain('by-password');
    });
  });

  it('says why it cannot start', async () => {
    const port = Number(broker.brokers[0]!.split(':')[1]);
    const other = startBroker({ folder: join(folder, 'other'), port });
    await expect(other).rejects.toThrow(`failed to bind to 127.0.0.1:${port}: Address already in use`);
  });

  it('ends with its owner, even when the owner is killed with -9', async () => {
    const program = pathToFileURL(join(import.meta.dirname, '../tools/kafka/broker.ts')).href;
    const script = `
      const { startBroker } = await import(${JSON.stringify(program)});
      const { brokers } = await startBroker({ folder: ${JSON.stringify(join(folder, 'orphan'))} });
      console.log(brokers[0]);
      setInterval(() => {}, 1000);`;
    const owner = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [address] = (await once(owner.stdout, 'data')) as [Buffer];
    const port = Number(String(address).trim().split(':')[1]);
    expect(await isFree(port)).toBe(false);
    owner.kill('SIGKILL');
    // Its port, since a dead process may stay in the list of processes for a while.
    while (!(await isFree(port))) await sleep(100);
  });
});
