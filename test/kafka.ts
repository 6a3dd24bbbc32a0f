import { randomUUID } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, it } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import { alone } from '../tools/alone.ts';
import { startBroker } from '../tools/kafka/broker.ts';
import { isFree } from '../tools/kafka/ports.ts';

/** For specs of libs, which know nothing of tools: a broker of one's own, to kill or to freeze. */
export { startBroker, type SecureBroker } from '../tools/kafka/broker.ts';

export interface TestBroker {
  /** jest's own `describe`, or `describe.skip` where there is no broker. */
  readonly describe: typeof describe | typeof describe.skip;
  /** Where the broker is, and a prefix of one's own for the names of topics and groups. */
  fresh(): { brokers: string[]; prefix: string };
}

/**
 * A real Kafka broker, for `const kafka = await kafkaBroker()` at the top of a spec, with `kafka.describe(…)` round the
 * tests that need it. It is `KAFKA_BROKERS` (comma-separated; topics and groups under the prefixes are deleted when the
 * file's tests have run), or one started for this run of jest. Where none can be had the tests are skipped, and say why; with
 * CI=true that is an error.
 *
 * Who kills or freezes a broker starts one of one's own by `startBroker`.
 */
export const kafkaBroker = async (): Promise<TestBroker> => {
  const given = process.env.KAFKA_BROKERS?.split(',');
  try {
    return given ? givenBroker(given) : await sharedBroker();
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
    try {
      const topics = (await admin.listTopics()).filter(isOurs);
      if (topics.length > 0) await admin.deleteTopics({ topics });
      const groups = (await admin.listGroups()).groups.map(({ groupId }) => groupId).filter(isOurs);
      if (groups.length > 0) await admin.deleteGroups(groups); // refused while a consumer of the spec still runs
    } finally {
      await admin.disconnect();
    }
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

/**
 * One broker for all spec files of a run of jest, since each takes seconds and half a gigabyte: the first file that asks
 * starts it, and it ends with jest. What it leaves is kept for a look until the next run.
 */
const sharedBroker = async (): Promise<TestBroker> => {
  const jest = process.argv[1]?.includes('jest-worker') ? process.ppid : process.pid;
  const folder = join(runs, String(jest));
  const address = join(folder, 'address');
  const brokers = await alone(`${runs}.lock`, async () => {
    const known = await readFile(address, 'utf8').catch(() => undefined);
    if (known && !(await isFree(Number(known.split(':')[1])))) return [known];
    await rm(folder, { recursive: true, force: true }); // of a dead run that had this pid
    await removeEndedRuns();
    const start = () => startBroker({ folder, owner: jest });
    const started = await start().catch(async () => {
      await rm(folder, { recursive: true, force: true });
      return start(); // between being found free and being taken, a port may become somebody else's
    });
    await writeFile(address, started.brokers.join());
    return started.brokers;
  });
  return { describe, fresh: () => ({ brokers, prefix: newPrefix() }) };
};

const runs = join(import.meta.dirname, '..', '.cache', 'kafka', 'runs');

const removeEndedRuns = async () => {
  for (const pid of await readdir(runs).catch(() => []))
    if (!isAlive(Number(pid))) await rm(join(runs, pid), { recursive: true, force: true });
};

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
