import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { CommitmentEvent } from '@jwg/domain';
import { sample } from '@jwg/domain/samples';
import { openMemoryEventStore } from '@jwg/event-store';
import type { EventStore } from '@jwg/event-sourcing';
import { evolveStatus, type CloudEvent } from '@jwg/published-language';
import { openKafkaRelay, type Relay } from '@jwg/relay';
import { kafka, statusAfter, subscribe, type CommitmentStatus, type Subscription } from '@jwg/subscriber';
import { kafkaBroker } from '../kafka.js';
import { SOURCE, storedAt, until } from '../../libs/subscriber/src/testing/publishing.js';

const broker = await kafkaBroker();
const COMMITMENTS = 60;

broker.describe('A relayed ledger', () => {
  let place: { brokers: string[]; prefix: string };
  let store: EventStore;
  let relay: Relay;
  let running: Subscription[];

  beforeEach(async () => {
    place = broker.fresh();
    store = openMemoryEventStore();
    running = [];
    relay = await openKafkaRelay({
      ...place,
      store,
      source: SOURCE,
      createTopics: true,
      partitions: 3,
      retentionMs: -1,
      pollMs: 20,
    });
    relay.start();
  });
  afterEach(async () => {
    await Promise.allSettled(running.map((it) => it.stop()));
    await relay.stop();
    await store.close();
  });

  /** One more event on each commitment. */
  const write = async (make: (n: number) => CommitmentEvent, revision: number) => {
    for (let n = 1; n <= COMMITMENTS; n += 1) {
      const { stream, data, type, schemaVersion, metadata, recordedAt } = storedAt(0, make(n), `cpec-jwg-st.2.c${n}`);
      const event = { id: randomUUID(), type, data, schemaVersion, metadata, recordedAt };
      await store.append([{ stream, expected: revision === 0 ? 'noStream' : revision - 1, events: [event] }]);
    }
    relay.nudge();
  };
  const register = (n: number) => sample('CommitmentRegistered', { commitmentId: `cpec-jwg-st.2.c${n}` });
  const progress = (revision: number) => (n: number) =>
    sample('ProgressReported', { percent: (n + revision) % 101, evidence: [] });

  const truth = async () => {
    const all = new Map<string, CommitmentStatus | undefined>();
    for (const event of await store.readAll(undefined, 100_000)) {
      all.set(event.stream, evolveStatus(all.get(event.stream), event));
    }
    return all;
  };

  it('reaches a group of two members completely, each event once, without a gap', async () => {
    const heard: string[] = [];
    const member = async () => {
      const on = { '*': ({ sequence }: CloudEvent) => void heard.push(sequence) };
      running.push(await subscribe({ from: kafka({ ...place, group: `${place.prefix}-two` }), on }));
    };
    await write(register, 0);
    await relay.caughtUpTo(COMMITMENTS - 1, 20_000);
    await member();
    await write(progress(1), 1);
    await member();
    await write(progress(2), 2);
    await until(() => heard.length >= 3 * COMMITMENTS);
    expect(heard.map(Number).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 3 * COMMITMENTS }, (_, n) => n));
  });

  it('gives a subscriber that begins with statuses, while events go on, the same table as a fold of everything', async () => {
    await write(register, 0);
    await relay.caughtUpTo(COMMITMENTS - 1, 20_000);
    const tables: Map<string, CommitmentStatus | undefined>[] = [];
    let writing = true;
    const writer = (async () => {
      let revision = 1;
      for (; writing; revision += 1) {
        await write(progress(revision), revision);
        await sleep(20); // the memory store alone would never let anybody else in
      }
      return revision;
    })();
    for (let n = 0; n < 3; n += 1) {
      const table = new Map<string, CommitmentStatus | undefined>();
      tables.push(table);
      const subscription = await subscribe({
        from: kafka({ ...place, group: `${place.prefix}-table-${n}` }),
        status: ({ subject, data }) => void table.set(subject, data),
        on: { '*': (event) => void table.set(event.subject, statusAfter(table.get(event.subject), event)) },
      });
      running.push(subscription);
    }
    writing = false;
    const revisions = await writer;
    expect(revisions).toBeGreaterThan(3); // it did write while they began
    const expected = await truth();
    const isWhole = (table: Map<string, CommitmentStatus | undefined>) =>
      [...expected].every(([stream, status]) => table.get(stream)?.percent === status?.percent);
    await until(() => tables.every(isWhole));
    for (const table of tables) expect(table).toEqual(expected);
  });
});
