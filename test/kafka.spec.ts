import { expect, it } from '@jest/globals';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { kafkaBroker } from './kafka.js';

process.env.KAFKAJS_NO_PARTITIONER_WARNING = '1';

/** Everything in the topic, which has one partition, read by a consumer group until so many values have come. */
const consume = async (kafka: Kafka, topic: string, count: number): Promise<string[]> => {
  const consumer = kafka.consumer({ groupId: `${topic}-reader-${Date.now()}` });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const values: string[] = [];
  await new Promise<void>((resolve, reject) => {
    consumer
      .run({
        async eachMessage({ message }) {
          values.push(String(message.value));
          if (values.length === count) resolve();
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
  return values;
};

const produce = async (kafka: Kafka, topic: string, ...values: string[]) => {
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  await producer.send({ topic, messages: values.map((value) => ({ key: 'key', value })) });
  await producer.disconnect();
};

const makeTopic = async (kafka: Kafka, topic: string) => {
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: true });
  await admin.disconnect();
};

const kafka = await kafkaBroker();

kafka.describe('a Kafka broker of the tests', () => {
  it('gives back what was sent, in order', async () => {
    const { brokers, prefix } = kafka.fresh();
    const client = new Kafka({ brokers, logLevel: logLevel.NOTHING });
    await makeTopic(client, `${prefix}.letters`);
    await produce(client, `${prefix}.letters`, 'a', 'b', 'c');
    expect(await consume(client, `${prefix}.letters`, 3)).toEqual(['a', 'b', 'c']);
  });
});
