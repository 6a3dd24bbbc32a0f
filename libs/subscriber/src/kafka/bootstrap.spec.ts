import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { CommitmentEvent } from '@jwg/domain';
import { sample } from '@jwg/domain/samples';
import {
  evolveStatus,
  toCloudEvent,
  toStatusRecord,
  type CloudEvent,
  type StatusRecord,
} from '@jwg/published-language';
import { kafkaBroker } from '../../../../test/kafka.js';
import { kafka, statusAfter, subscribe, type CommitmentStatus, type Subscription } from '../index.js';
import { publishing, SOURCE, storedAt, until, type Publishing, type Transaction } from '../testing/publishing.js';

const broker = await kafkaBroker();

broker.describe('a subscription over Kafka that begins with statuses', () => {
  let place: { brokers: string[]; prefix: string };
  let press: Publishing;
  let running: Subscription[];
  /** What the service received, in order. */
  let heard: string[];
  let table: Map<string, CommitmentStatus | undefined>;
  /** The statuses that the ledger itself would give. */
  let truth: Map<string, CommitmentStatus | undefined>;
  let position: number;

  beforeEach(async () => {
    place = broker.fresh();
    press = await publishing(place);
    running = [];
    forget();
    truth = new Map();
    position = 0;
  });
  afterEach(async () => {
    await Promise.allSettled(running.map((it) => it.stop()));
    await press.close();
  });

  const forget = () => {
    heard = [];
    table = new Map();
  };

  const listen = async (more: Partial<Parameters<typeof kafka>[0]> = {}) => {
    const subscription = await subscribe({
      from: kafka({ ...place, group: `${place.prefix}-tables`, ...more }),
      status: ({ subject, sequence, data }: StatusRecord) => {
        heard.push(`status ${sequence}`);
        table.set(subject, data);
      },
      on: {
        '*': (event: CloudEvent) => {
          heard.push(`event ${event.sequence}`);
          table.set(event.subject, statusAfter(table.get(event.subject), event));
        },
      },
    });
    running.push(subscription);
    return subscription;
  };

  /** Writes as the relay does: the event and the resulting status in one transaction. */
  const write = async (transaction: Transaction, n: number, fact: CommitmentEvent) => {
    const id = `cpec-jwg-st.2.c${n}`;
    const event = storedAt(position++, fact, id);
    const status = evolveStatus(truth.get(event.stream), event);
    truth.set(event.stream, status);
    await transaction.send('events', n % 2, toCloudEvent(event, SOURCE));
    if (status) await transaction.send('commitment-status', (n + 1) % 2, toStatusRecord(status, event, SOURCE));
  };
  const publish = async (n: number, ...facts: CommitmentEvent[]) => {
    const transaction = await press.transaction();
    for (const fact of facts) await write(transaction, n, fact);
    await transaction.commit();
  };
  const register = (n: number) =>
    publish(n, sample('CommitmentRegistered', { commitmentId: `cpec-jwg-st.2.c${n}` }), sample('CommitmentAdopted'));

  it('gets the current status of each commitment once, and none of the events that it includes', async () => {
    await register(1);
    await register(2);
    await publish(1, sample('WorkStarted'));
    await listen();
    expect(heard.toSorted()).toEqual(['status 3', 'status 4']);
    expect(table).toEqual(truth);
    await publish(2, sample('WorkStarted'));
    await until(() => heard.length > 2);
    expect(heard.slice(2)).toEqual(['event 5']);
    expect(table).toEqual(truth);
  });

  it('can begin with an empty ledger', async () => {
    await listen();
    await register(1);
    await until(() => heard.length === 2);
    expect(heard).toEqual(['event 0', 'event 1']);
    expect(table).toEqual(truth);
  });

  it('does not wait for an open transaction, and gets its events afterwards', async () => {
    await register(1);
    const open = await press.transaction();
    await write(open, 1, sample('WorkStarted'));
    await listen();
    expect(heard).toEqual(['status 1']);
    await open.commit();
    await until(() => heard.length > 1);
    expect(heard).toEqual(['status 1', 'event 2']);
    expect(table).toEqual(truth);
  });

  it('reaches the end of the statuses when their last transaction was aborted', async () => {
    await register(1);
    const given = await press.transaction();
    const { subject, ...rest } = toCloudEvent(storedAt(9), SOURCE);
    await given.send('commitment-status', 0, { ...rest, subject, previous: '1' });
    await given.abort();
    await listen();
    expect(heard).toEqual(['status 1']);
  });

  it('continues where it was when it starts again, without statuses', async () => {
    await register(1);
    const first = await listen();
    await publish(1, sample('WorkStarted'));
    await until(() => heard.length === 2);
    await first.stop();
    await publish(1, sample('CommitmentBlocked'));
    heard = [];
    await listen();
    await until(() => heard.length > 0);
    expect(heard).toEqual(['event 3']);
    expect(table).toEqual(truth);
  });

  it('begins with statuses every time when the service keeps its table in memory', async () => {
    await register(1);
    const first = await listen({ bootstrap: 'always' });
    await first.stop();
    await publish(1, sample('WorkStarted'));
    forget();
    await listen({ bootstrap: 'always' });
    expect(heard).toEqual(['status 2']);
    await publish(1, sample('CommitmentBlocked'));
    await until(() => heard.length > 1);
    expect(table).toEqual(truth);
  });

  it('fails when a status cannot be handled, and the next start begins with all of them', async () => {
    await register(1);
    const status = () => {
      throw new Error('the table is gone');
    };
    const from = kafka({ ...place, group: `${place.prefix}-tables` });
    await expect(subscribe({ from, status, on: {}, onError: () => {}, retryForMs: 5, retryMs: 1 })).rejects.toThrow(
      'the table is gone',
    );
    await listen();
    expect(heard).toEqual(['status 1']);
  });

  it('leaves out a commitment whose status was removed', async () => {
    await register(1);
    await register(2);
    await press.raw(0, 'cpec-jwg-st.2.c1', null, {}, 'commitment-status');
    await listen();
    expect(heard).toEqual(['status 3']);
  });

  it('says where a record is that is not a status, until that is removed', async () => {
    await register(1);
    await press.raw(1, 'stranger', 'hello', {}, 'commitment-status');
    await expect(listen()).rejects.toThrow(
      new RegExp(`not a status, at ${place.prefix}.commitment-status.v1, partition 1, offset 0: .* no ce_specversion`),
    );
    await press.raw(1, 'stranger', null, {}, 'commitment-status');
    await listen();
    expect(heard).toEqual(['status 1']);
  });

  it('leaves no consumer group behind but its own', async () => {
    await register(1);
    await listen();
    const admin = press.client.admin();
    await admin.connect();
    const groups = (await admin.listGroups()).groups.map(({ groupId }) => groupId);
    await admin.disconnect();
    expect(groups.filter((name) => name.startsWith(place.prefix))).toEqual([`${place.prefix}-tables`]);
  });
});
