import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { describe, it } from '@jest/globals';
import type { CommittedRecord } from '../../tools/relay-torture/read-committed.ts';
import { kcatProgram, pythonProgram } from './installation.js';

export interface ForeignRecord extends CommittedRecord {
  /** The record as `cloudEvents` reads it, in its JSON form. */
  readonly event?: { readonly [attribute: string]: unknown };
}

/** A Kafka client that shares no code with us, nor with kafkajs. */
export interface ForeignClient {
  readonly name: string;
  /** The package that reads its records as CloudEvents, where there is one for it. */
  readonly cloudEvents?: string;
  /** All records of a topic, each partition in its order, with all headers. */
  read(
    brokers: readonly string[],
    topic: string,
    isolation?: 'read_committed' | 'read_uncommitted',
  ): Promise<ForeignRecord[]>;
}

/**
 * Those that can be had, for a `describe` each. They are installed at first use. Where one cannot be had its tests are skipped,
 * and say why; with CI=true that is an error.
 */
export const foreignClients = async (): Promise<ForeignClient[]> => {
  const all: ForeignClient[] = [];
  for (const [name, client] of Object.entries({ kcat, 'confluent-kafka for Python': confluentKafka }))
    try {
      all.push({ name, ...(await client()) });
    } catch (error) {
      if (process.env.CI === 'true') throw error;
      const reason = `SKIPPED without ${name}: ${error instanceof Error ? error.message : String(error)}`;
      console.warn(reason);
      describe.skip(reason, () => it('needs that client', () => {}));
    }
  return all;
};

const lines = async <T>(program: string, args: readonly string[]): Promise<T[]> => {
  const { stdout } = await promisify(execFile)(program, args, { maxBuffer: 64 * 1024 * 1024 });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
};

/** Of `kcat -J`; headers are names and values in turn. */
interface KcatRecord {
  readonly partition: number;
  readonly key: string;
  readonly payload: string | null;
  readonly headers?: readonly string[];
}

const kcat = async (): Promise<Omit<ForeignClient, 'name'>> => {
  const program = await kcatProgram();
  return {
    async read(brokers, topic, isolation = 'read_committed') {
      const settings = ['-X', `isolation.level=${isolation}`];
      const args = ['-C', '-q', '-e', '-J', '-o', 'beginning', ...settings, '-b', brokers.join(), '-t', topic];
      const records = await lines<KcatRecord>(program, args);
      return records.map(({ partition, key, payload, headers = [] }) => ({
        partition,
        key,
        value: payload,
        headers: Object.fromEntries(headers.flatMap((name, at) => (at % 2 ? [] : [[name, headers[at + 1] ?? '']]))),
      }));
    },
  };
};

const confluentKafka = async (): Promise<Omit<ForeignClient, 'name'>> => {
  const program = await pythonProgram();
  const script = new URL('read.py', import.meta.url).pathname;
  return {
    cloudEvents: 'the cloudevents package for Python',
    read(brokers, topic, isolation = 'read_committed') {
      const group = `${topic}.reader-${randomUUID()}`;
      return lines<ForeignRecord>(program, [script, brokers.join(), topic, group, isolation]);
    },
  };
};
