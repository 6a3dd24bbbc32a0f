import { mkdtemp, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventStore } from '@jwg/event-sourcing';
import { Kafka, logLevel } from 'kafkajs';
import { kafkaBroker, startBroker, type SecureBroker } from '../../../test/kafka.js';
import { readCommitted } from '../../../test/read-committed.js';
import { history, ledgerOf, until, wrongWith } from '../../../test/relaying.js';
import { openKafkaRelay, topicNames, type KafkaRelayOptions, type Relay } from './index.js';

const kafka = await kafkaBroker();
const EVENTS = 600;

kafka.describe('A relay into Kafka', () => {
  let store: EventStore;
  let at: { brokers: string[]; prefix: string };
  const open: Relay[] = [];
  const begin = async (more: Partial<KafkaRelayOptions> = {}): Promise<Relay> => {
    const source = 'https://ledger.example.org';
    const settings = { partitions: 3, retentionMs: -1, createTopics: true, takeOverMs: 1_000 };
    const one = await openKafkaRelay({ store, source, ...at, ...settings, ...more });
    open.push(one);
    one.start();
    return one;
  };
  const admin = async <T>(ask: (admin: ReturnType<Kafka['admin']>) => Promise<T>): Promise<T> => {
    const client = new Kafka({ brokers: at.brokers, logLevel: logLevel.NOTHING }).admin();
    await client.connect();
    return ask(client).finally(() => client.disconnect());
  };
  const wrong = async () => {
    const { events, statuses } = topicNames(at.prefix);
    return wrongWith(store, await readCommitted(at.brokers, events), await readCommitted(at.brokers, statuses));
  };
  beforeEach(async () => {
    store = await ledgerOf(history(EVENTS));
    at = kafka.fresh();
  });
  afterEach(() => Promise.all(open.splice(0).map((one) => one.stop())));

  it('publishes existing events and new ones', async () => {
    const one = await begin();
    expect(await one.caughtUpTo(EVENTS - 1, 20_000)).toBe(true);
    await store.append(history(EVENTS + 20).slice(EVENTS));
    one.nudge(EVENTS + 19);
    expect(await one.caughtUpTo(EVENTS + 19, 20_000)).toBe(true);
    expect(await wrong()).toEqual([]);
    expect(one.status()).toMatchObject({ role: 'active', position: EVENTS + 19, lag: 0, errors: {} });
  });

  it('leaves no consumer group behind', async () => {
    const one = await begin();
    await one.caughtUpTo(EVENTS - 1, 20_000);
    await one.stop();
    const { groups } = await admin((client) => client.listGroups());
    expect(groups.filter(({ groupId }) => groupId.startsWith(at.prefix))).toEqual([]);
  });

  it('hands over once to another relay, and each event is still published once', async () => {
    const older = await begin();
    await older.caughtUpTo(EVENTS - 1, 20_000);
    const younger = await begin();
    for (let more = EVENTS; more < EVENTS + 200; more += 10) {
      await store.append(history(more + 10).slice(more, more + 10));
      younger.nudge(more + 9);
      await new Promise((resolve) => setTimeout(resolve, 200)); // four seconds in all: four times the takeover time
    }
    expect(await younger.caughtUpTo(EVENTS + 199, 20_000)).toBe(true);
    expect(older.status()).toMatchObject({ role: 'standby', fencings: 1, takeovers: 1, errors: {} });
    expect(younger.status()).toMatchObject({ role: 'active', fencings: 0, takeovers: 1, errors: {} });
    expect(await wrong()).toEqual([]);
  });

  it('takes over from a relay that has fallen silent', async () => {
    const older = await begin();
    await older.caughtUpTo(EVENTS - 1, 20_000);
    const younger = await begin();
    await until(() => older.status().role === 'standby');
    await younger.stop();
    await store.append(history(EVENTS + 20).slice(EVENTS));
    expect(await older.caughtUpTo(EVENTS + 19, 20_000)).toBe(true);
    expect(await wrong()).toEqual([]);
  });

  it('makes its topics as documented', async () => {
    await (await begin({ retentionMs: 3_600_000, minInsync: 1, replication: 1 })).caughtUpTo(EVENTS - 1, 20_000);
    const names = topicNames(at.prefix);
    const { resources } = await admin((client) =>
      client.describeConfigs({
        includeSynonyms: false,
        resources: [names.events, names.statuses, names.checkpoints].map((name) => ({ type: 2, name })),
      }),
    );
    const settings = Object.fromEntries(
      resources.map(({ resourceName, configEntries }) => [
        resourceName,
        Object.fromEntries(configEntries.map(({ configName, configValue }) => [configName, configValue])),
      ]),
    );
    expect(settings).toMatchObject({
      [names.events]: {
        'cleanup.policy': 'delete',
        'retention.ms': '3600000',
        'min.insync.replicas': '1',
        'max.message.bytes': '1000000',
      },
      [names.statuses]: {
        'cleanup.policy': 'compact',
        'segment.ms': '3600000',
        'min.cleanable.dirty.ratio': '0.1',
        'max.compaction.lag.ms': '3600000',
      },
      [names.checkpoints]: { 'cleanup.policy': 'compact', 'segment.ms': '3600000' },
    });
  });

  describe('whose topics differ', () => {
    const made = (topic: string, numPartitions: number, settings: Record<string, string> = {}) =>
      admin((client) =>
        client.createTopics({
          topics: [
            {
              topic,
              numPartitions,
              configEntries: Object.entries(settings).map(([name, value]) => ({ name, value })),
            },
          ],
        }),
      );

    it('names the topic, the difference and the remedy, and changes nothing', async () => {
      const { events, statuses } = topicNames(at.prefix);
      await made(events, 3, { 'retention.ms': '1000' });
      await made(statuses, 5, { 'cleanup.policy': 'compact', 'max.message.bytes': '200000' });
      const one = await begin();
      await until(() => one.status().errors.TopicsDiffer! > 1); // it retries, because an operator may repair the topic
      const { error } = one.status().failure!;
      expect(error).toContain(`Topic ${events} has retention.ms=1000, and -1 is wanted: kafka-configs.sh --alter`);
      expect(error).toContain(`Topic ${statuses} has max.message.bytes=200000, and at least 1000000 is wanted:`);
      expect(error).toContain(`Topic ${statuses} has 5 partitions, and the settings ask for 3: set them to 5.`);
      expect(one.health()).toMatchObject({ state: 'failing', position: -1 });
    });

    it('starts by itself once an operator has made them', async () => {
      const { events, statuses, signed, checkpoints } = topicNames(at.prefix);
      const one = await begin({ createTopics: false });
      await until(() => one.status().errors.TopicsDiffer! > 1);
      expect(one.status().failure!.error).toContain(`kafka-topics.sh --create --topic ${events} --partitions 3`);
      await made(events, 3, { 'retention.ms': '-1' });
      await made(statuses, 3, { 'cleanup.policy': 'compact' });
      await made(signed, 1, { 'cleanup.policy': 'delete', 'retention.ms': '-1' });
      await made(checkpoints, 1, { 'cleanup.policy': 'compact' });
      expect(await one.caughtUpTo(EVENTS - 1, 25_000)).toBe(true);
      expect(await wrong()).toEqual([]);
    });
  });

  describe('to a broker that is protected', () => {
    let folder: string;
    let secure: SecureBroker;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'jwg-secure-kafka-'));
      secure = await startBroker({ folder, secure: true });
    });
    afterAll(async () => {
      await secure.stop();
      await rm(folder, { recursive: true, force: true });
    });
    beforeEach(() => {
      at = { ...at, brokers: secure.brokers };
    });
    const pem = (path: string) => readFileSync(path, 'utf8');

    it('signs in with name and password over TLS', async () => {
      const { brokers, ca, username, password } = secure.scram;
      const sasl = { mechanism: 'scram-sha-512', username, password } as const;
      const one = await begin({ brokers, tls: { ca: pem(ca) }, sasl });
      expect(await one.caughtUpTo(EVENTS - 1, 20_000)).toBe(true);
      expect(await wrong()).toEqual([]);
    });

    it('signs in with its certificate', async () => {
      const { brokers, ca, cert, key } = secure.mtls;
      const one = await begin({ brokers, tls: { ca: pem(ca), cert: pem(cert), key: pem(key) } });
      expect(await one.caughtUpTo(EVENTS - 1, 20_000)).toBe(true);
      expect(await wrong()).toEqual([]);
    });

    it('says that it was refused, and keeps trying', async () => {
      const { brokers, ca, username } = secure.scram;
      const sasl = { mechanism: 'scram-sha-512', username, password: 'wrong' } as const;
      const one = await begin({ brokers, tls: { ca: pem(ca) }, sasl });
      await until(() => (one.status().failure?.attempts ?? 0) > 1);
      expect(one.status().failure?.error).toMatch(/authenticat|credentials/i);
    });

    it('trusts only certificates of the given authority', async () => {
      const one = await begin({ brokers: secure.scram.brokers, tls: {} });
      await until(() => (one.status().failure?.attempts ?? 0) > 0);
      expect(one.status().failure?.error).toMatch(/certificate/);
    });
  });
});
