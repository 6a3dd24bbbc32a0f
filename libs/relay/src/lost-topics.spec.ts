import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { EventStore } from '@jwg/event-sourcing';
import { Kafka, logLevel, type Message } from 'kafkajs';
import { kafkaBroker } from '../../../test/kafka.js';
import { readCommitted } from '../../../test/read-committed.js';
import { history, ledgerOf, until, wrongWith } from '../../../test/relaying.js';
import { kafkaRelayTrace, openKafkaRelay, topicNames, type KafkaRelayOptions, type Relay } from './index.js';

const kafka = await kafkaBroker();
const EVENTS = 60;

kafka.describe('A relay that starts again', () => {
  let store: EventStore;
  let at: { brokers: string[]; prefix: string };
  let names: ReturnType<typeof topicNames>;
  const open: Relay[] = [];
  const begin = async (more: Partial<KafkaRelayOptions> = {}): Promise<Relay> => {
    const source = 'https://ledger.example.org';
    const settings = { partitions: 3, retentionMs: -1, createTopics: true, takeOverMs: 1_000, retryMs: 10 };
    const one = await openKafkaRelay({ store, source, ...at, ...settings, ...more });
    open.push(one);
    one.start();
    return one;
  };
  const stopped = () => Promise.all(open.splice(0).map((one) => one.stop()));
  const published = async () => {
    await (await begin()).caughtUpTo(EVENTS - 1, 20_000);
    await stopped();
  };
  /** The relay's error; it publishes nothing. */
  const refusal = async (one: Relay) => {
    await until(() => one.status().role === 'stopped');
    expect(one.status()).toMatchObject({ errors: { NeedsHuman: 1 }, events: 0, takeovers: 0 });
    return one.status().failure!.error;
  };
  const client = () => new Kafka({ brokers: at.brokers, logLevel: logLevel.NOTHING });
  const deleted = async (...topics: string[]) => {
    const admin = client().admin();
    await admin.connect();
    await admin.deleteTopics({ topics });
    while ((await admin.listTopics()).some((it) => topics.includes(it)))
      await new Promise((resolve) => setTimeout(resolve, 20));
    await admin.disconnect();
  };
  const written = async (topic: string, ...messages: Message[]) => {
    const producer = client().producer();
    await producer.connect();
    await producer.send({ topic, messages });
    await producer.disconnect();
  };
  const wrong = async () =>
    wrongWith(store, await readCommitted(at.brokers, names.events), await readCommitted(at.brokers, names.statuses));

  beforeEach(async () => {
    store = await ledgerOf(history(EVENTS));
    at = kafka.fresh();
    names = topicNames(at.prefix);
  });
  afterEach(stopped);

  it('publishes no event twice when its checkpoint was lost, however often it is started', async () => {
    await published();
    await deleted(names.checkpoints);
    for (let start = 1; start <= 2; start += 1) {
      const error = await refusal(await begin());
      expect(error).toMatch(/relay-checkpoints.v1 does not say how far the relay came/);
      expect(error).toContain(`${names.events} and ${names.statuses} hold what it published`);
      await stopped();
    }
    expect(await wrong()).toEqual([]);
  });

  it.each(['events', 'statuses'] as const)('does not publish when the topic of %s was lost', async (which) => {
    await published();
    await deleted(names[which]);
    await store.append(history(EVENTS + 20).slice(EVENTS));
    const error = await refusal(await begin());
    expect(error).toContain(
      `Nothing was ever written to ${names[which]}, though the relay had published up to position 59`,
    );
    await stopped();
    await refusal(await begin()); // after the topic was created again
    expect(await readCommitted(at.brokers, names[which])).toEqual([]);
  });

  it('begins from the start when all topics are gone', async () => {
    await published();
    await deleted(names.events, names.statuses, names.checkpoints);
    await published();
    expect(await wrong()).toEqual([]);
  });

  it('for another ledger leaves the topics of the right one alone', async () => {
    const right = await begin();
    await right.caughtUpTo(EVENTS - 1, 20_000);
    const other = await begin({ store: await ledgerOf(history(EVENTS, { seed: 2 })) });
    expect(await refusal(other)).toContain("another ledger's events");
    await store.append(history(EVENTS + 20).slice(EVENTS));
    right.nudge(EVENTS + 19);
    await right.caughtUpTo(EVENTS + 19, 20_000);
    expect(right.status()).toMatchObject({ role: 'active', fencings: 0, takeovers: 1, errors: {} });
    expect(await wrong()).toEqual([]);
  });

  it('publishes under one source address only', async () => {
    const right = await begin();
    await right.caughtUpTo(EVENTS - 1, 20_000);
    const error = await refusal(await begin({ source: 'https://new.example.org' }));
    expect(error).toContain('Publish it as https://ledger.example.org, or under another prefix, from the start.');
    expect(right.status()).toMatchObject({ role: 'active', fencings: 0 });
  });

  it('ignores records that are no checkpoints', async () => {
    await published();
    const strange = ['no json', 'null', '{}'].flatMap((value) =>
      ['relay', 'relay/fence', 'another'].map((key) => ({ key, value })),
    );
    await written(names.checkpoints, ...strange);
    await store.append(history(EVENTS + 20).slice(EVENTS));
    await (await begin()).caughtUpTo(EVENTS + 19, 20_000);
    expect(await kafkaRelayTrace(at)).toMatchObject({ position: EVENTS + 19 });
    expect(await wrong()).toEqual([]);
  });
});
