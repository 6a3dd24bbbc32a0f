import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import { startBroker } from '../tools/kafka/broker.mjs';

export interface TestBroker {
  /** jest's own `describe`, or `describe.skip` where there is no broker. */
  readonly describe: typeof describe | typeof describe.skip;
  /** Where the broker is, and a prefix of one's own for the names of topics and groups. */
  fresh(): { brokers: string[]; prefix: string };
}

/**
 * A real Kafka broker, for `const kafka = await kafkaBroker()` at the top of a spec, with `kafka.describe(…)` round the
 * tests that need it. It is `KAFKA_BROKERS` (comma-separated; topics and groups under the prefixes are deleted when the
 * file's tests have run), or one started for this file. Where none can be had the tests are skipped, and say why; with
 * CI=true that is an error.
 *
 * Who kills or freezes a broker starts one of one's own by `startBroker`.
 */
export const kafkaBroker = async (): Promise<TestBroker> => {
  const given = process.env.KAFKA_BROKERS?.split(',');
  try {
    return given ? givenBroker(given) : await ownBroker();
  } catch (error) {
    if (process.env.CI === 'true') throw error;
    const reason = `SKIPPED without Kafka: ${error instanceof Error ? error.message : String(error)}`;
    console.warn(reason);
    describe.skip(reason, () => it('needs a Kafka broker', () => {}));
    return {
      describe: describe.skip,
      fresh() {
        throw new Error(reason);
      },
    };
  }
};

const newPrefix = () => `test-${randomUUID().slice(0, 13)}`;

const givenBroker = (brokers: string[]): TestBroker => {
  const prefixes: string[] = [];
  const isOurs = (name: string) => prefixes.some((prefix) => name.startsWith(prefix));
  afterAll(async () => {
    const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const groups = (await admin.listGroups()).groups.map(({ groupId }) => groupId).filter(isOurs);
    if (groups.length > 0) await admin.deleteGroups(groups);
    const topics = (await admin.listTopics()).filter(isOurs);
    if (topics.length > 0) await admin.deleteTopics({ topics });
    await admin.disconnect();
  });
  return {
    describe,
    fresh() {
      const prefix = newPrefix();
      prefixes.push(prefix);
      return { brokers, prefix };
    },
  };
};

const ownBroker = async (): Promise<TestBroker> => {
  const folder = await mkdtemp(join(tmpdir(), 'jwg-kafka-'));
  const { brokers, stop } = await startBroker({ folder });
  afterAll(async () => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  });
  return { describe, fresh: () => ({ brokers, prefix: newPrefix() }) };
};
