import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { sample } from '@jwg/domain/samples';
import { toCloudEvent, toHeaders, type CloudEvent } from '@jwg/published-language';
import { kafkaBroker } from '../../../../test/kafka.js';
import { GapFound, HandlerFailed, kafka, subscribe, type Gap, type Subscription } from '../index.js';
import { eventAt, publishing, storedAt, until, type Publishing } from '../testing/publishing.js';

const broker = await kafkaBroker();

broker.describe('a subscription over Kafka', () => {
  let place: { brokers: string[]; prefix: string };
  let press: Publishing;
  let running: Subscription[];
  let heard: number[];

  beforeEach(async () => {
    place = broker.fresh();
    press = await publishing(place);
    running = [];
    heard = [];
  });
  afterEach(async () => {
    await Promise.allSettled(running.map((it) => it.stop()));
    await press.close();
  });

  type Options = Omit<Parameters<typeof subscribe>[0], 'from' | 'on'> & Partial<Parameters<typeof subscribe>[0]>;
  const listen = async (options: Options = {}, more: Partial<Parameters<typeof kafka>[0]> = {}) => {
    const subscription = await subscribe({
      from: kafka({ ...place, group: `${place.prefix}-readers`, ...more }),
      on: { '*': (event) => void heard.push(Number(event.sequence)) },
      retryForMs: 40,
      retryMs: 5,
      onError: () => {},
      ...options,
    });
    running.push(subscription);
    return subscription;
  };

  it('hands each event to the handler of its type, and all others to the handler *', async () => {
    const decision = toCloudEvent(storedAt(1, sample('WorkStarted')), 'https://ledger.example');
    await press.send(0, eventAt(0), decision, eventAt(2));
    const causes: string[] = [];
    await listen({
      on: {
        WorkStarted: ({ data }) => void causes.push(data.cause),
        '*': (event) => void heard.push(Number(event.sequence)),
      },
    });
    await until(() => heard.length === 2);
    expect(causes).toEqual([sample('WorkStarted').data.cause]);
    expect(heard).toEqual([0, 2]);
  });

  it('continues after the last handled event when it starts again', async () => {
    await press.send(0, eventAt(0), eventAt(1));
    const first = await listen();
    await until(() => heard.length === 2);
    await first.stop();
    await first.done;
    await press.send(0, eventAt(2));
    await listen();
    await until(() => heard.length === 3);
    expect(heard).toEqual([0, 1, 2]);
  });

  it('skips a duplicate record', async () => {
    await press.send(0, eventAt(0), eventAt(1), eventAt(0), eventAt(1), eventAt(2, { previous: '1' }));
    await listen();
    await until(() => heard.includes(2));
    expect(heard).toEqual([0, 1, 2]);
  });

  it('skips a duplicate of a record that another member of the group has handled', async () => {
    await press.send(0, eventAt(0), eventAt(1));
    const first = await listen();
    await until(() => heard.length === 2);
    await first.stop();
    await press.send(0, eventAt(1), eventAt(2));
    await listen();
    await until(() => heard.includes(2));
    expect(heard).toEqual([0, 1, 2]);
  });

  it('does not report a gap for events that are not published', async () => {
    await press.send(0, eventAt(0), eventAt(7), eventAt(30));
    await listen();
    await until(() => heard.length === 3);
    expect(heard).toEqual([0, 7, 30]);
  });

  it('stops at an event that follows a missing record', async () => {
    await press.send(0, eventAt(0), eventAt(5, { previous: '3' }));
    const { done } = await listen();
    await expect(done).rejects.toThrow(new GapFound({ partition: 0, after: 0, missing: 3, event: eventAt(5) }));
    expect(heard).toEqual([0]);
  });

  it('notices a record that went missing while no member ran', async () => {
    await press.send(0, eventAt(0));
    const first = await listen();
    await until(() => heard.length === 1);
    await first.stop();
    await press.send(0, eventAt(5, { previous: '3' }));
    const { done } = await listen();
    await expect(done).rejects.toThrow('after 0 came 5, which follows 3');
  });

  it('continues over a gap when the service says so', async () => {
    const gaps: Gap[] = [];
    await press.send(0, eventAt(0), eventAt(5, { previous: '3' }), eventAt(6));
    await listen({ onGap: (gap) => void gaps.push(gap) });
    await until(() => heard.includes(6));
    expect(heard).toEqual([0, 5, 6]);
    expect(gaps).toMatchObject([{ partition: 0, after: 0, missing: 3, event: { sequence: '5' } }]);
  });

  it('skips events that the service has seen', async () => {
    await press.send(0, eventAt(0), eventAt(1), eventAt(2));
    await listen({ seen: async ({ sequence }) => sequence === '1' });
    await until(() => heard.includes(2));
    expect(heard).toEqual([0, 2]);
  });

  it('skips an aborted transaction', async () => {
    await press.send(0, eventAt(0));
    const given = await press.transaction();
    await given.send('events', 0, eventAt(1));
    await given.abort();
    await press.send(0, eventAt(2, { previous: '0' }));
    await listen();
    await until(() => heard.length > 1);
    expect(heard).toEqual([0, 2]);
  });

  it('retries a failing handler, and reports it', async () => {
    await press.send(0, eventAt(0));
    const attempts: number[] = [];
    const told: unknown[] = [];
    await listen({
      retryForMs: 5_000,
      on: {
        '*': (_, attempt) => {
          attempts.push(attempt);
          if (attempt < 3) throw new Error(`no ${attempt}`);
        },
      },
      onError: (error) => told.push(error),
    });
    await until(() => attempts.length === 3);
    expect(attempts).toEqual([1, 2, 3]);
    const failure = { name: 'HandlerFailed', attempts: 2, cause: new Error('no 2'), record: { id: eventAt(0).id } };
    expect(told).toMatchObject([{ attempts: 1, message: expect.stringMatching(/failed once: no 1$/) }, failure]);
  });

  it('sends an event that keeps failing to the dead letters with all its headers, and continues', async () => {
    await press.send(0, eventAt(0), eventAt(1), eventAt(2));
    await listen({
      on: {
        '*': ({ sequence }) => {
          if (sequence === '1') throw new Error('cannot bear 1');
          heard.push(Number(sequence));
        },
      },
    });
    await until(() => heard.includes(2));
    expect(heard).toEqual([0, 2]);
    const [letter] = await letters(1);
    expect(letter).toEqual({
      key: eventAt(1).subject,
      value: JSON.stringify(eventAt(1).data),
      headers: expect.objectContaining({
        ce_id: eventAt(1).id,
        ce_previous: '0',
        dlq_reason: 'cannot bear 1',
        dlq_attempts: expect.stringMatching(/^[1-9]/),
        dlq_topic: `${place.prefix}.events.v1`,
        dlq_partition: '0',
        dlq_offset: '1',
      }),
    });
  });

  it('sends an unreadable record to the dead letters at once, and does not report a gap', async () => {
    await press.send(0, eventAt(0));
    await press.raw(0, 'foreign', 'hello', {});
    const { data: _, ...attributes } = eventAt(1, { previous: '0' });
    await press.raw(0, attributes.partitionkey, '{ broken', toHeaders({ ...attributes, data: undefined }));
    await press.send(0, eventAt(2, { previous: '1' }));
    await listen();
    await until(() => heard.includes(2));
    expect(heard).toEqual([0, 2]);
    expect((await letters(2)).map(({ value, headers }) => [value, headers.dlq_attempts, headers.dlq_reason])).toEqual([
      ['hello', '0', expect.stringContaining('The record has no ce_specversion')],
      ['{ broken', '0', 'The value of the record is not JSON'],
    ]);
  });

  it('handles every later event after a foreign record’s number, as the next member does', async () => {
    const stranger = (partition: number) => press.raw(partition, 'x', 'not ours', { ce_sequence: '9007199254740000' });
    await stranger(1); // before the first event in that partition
    await press.send(0, eventAt(0));
    await stranger(0);
    await press.send(0, eventAt(2));
    await press.send(1, eventAt(1));
    const first = await listen();
    await until(() => heard.length === 3);
    await stranger(0);
    await stranger(1);
    expect(await letters(4)).toHaveLength(4);
    await first.stop();
    await press.send(0, eventAt(4));
    await press.send(1, eventAt(3));
    const { stop } = await listen();
    await until(() => heard.length === 5);
    await stop();
    expect(heard.toSorted()).toEqual([0, 1, 2, 3, 4]);
    expect((await letters(4)).map(({ value }) => value)).toEqual(Array(4).fill('not ours'));
  });

  it('sends an event whose sequence is no number to the dead letters', async () => {
    await press.send(0, eventAt(0));
    const { data, ...attributes } = eventAt(1, { previous: '0', sequence: '99999999999999999999' });
    await press.raw(0, attributes.partitionkey, JSON.stringify(data), toHeaders({ ...attributes, data }));
    await press.send(0, eventAt(2, { previous: '0' }));
    await listen();
    await until(() => heard.includes(2));
    expect(heard).toEqual([0, 2]);
    expect((await letters(1))[0]!.headers.dlq_reason).toBe(
      'ce_sequence of the record is no position: 99999999999999999999',
    );
  });

  const forged = 9_007_199_254_740_000;

  it.each([
    ['one that claims the place of the next', '0', [forged]],
    ['some that follow nothing that came', '777', [forged - 2, forged - 1, forged]],
  ])('reports forged events far ahead, %s, and loses no event after them', async (_, previous, numbers) => {
    const gaps: Gap[] = [];
    const onGap = (gap: Gap) => void gaps.push(gap);
    const far = numbers.map((n, nth) => eventAt(1, { sequence: String(n), ...(nth === 0 && { previous }) }));
    await press.send(0, eventAt(0), ...far);
    const first = await listen({ onGap });
    await until(() => heard.includes(forged));
    await first.stop();
    await press.send(0, eventAt(2, { previous: '0' }), eventAt(3), eventAt(3));
    await press.send(0, eventAt(4, { previous: '3' }));
    await listen({ onGap });
    await until(() => heard.includes(4));
    expect(heard).toEqual([0, ...numbers, 2, 3, 4]);
    expect(gaps.at(-1)).toMatchObject({ partition: 0, after: forged, missing: 0, event: { sequence: '2' } });
  });

  it('stops at an event whose place a forged one took', async () => {
    await press.send(0, eventAt(0), eventAt(1, { sequence: String(forged), previous: '0' }));
    await press.send(0, eventAt(2, { previous: '0' }));
    const { done } = await listen();
    await expect(done).rejects.toThrow(`A stranger's record is in partition 0: ${forged} and now 2 both follow 0.`);
    expect(heard).toEqual([0, forged]);
  });

  it('stops at an event that keeps failing where there are no dead letters, and retries it after a restart', async () => {
    await press.send(0, eventAt(0), eventAt(1));
    const on = {
      '*': ({ sequence }: CloudEvent) => {
        if (sequence === '1') throw new Error('cannot bear 1');
        heard.push(Number(sequence));
      },
    };
    const { done } = await listen({ on }, { deadLetter: false });
    await expect(done).rejects.toThrow(HandlerFailed);
    await listen();
    await until(() => heard.includes(1));
    expect(heard).toEqual([0, 1]);
  });

  it('lets the running handler finish when it is stopped, and keeps its place', async () => {
    await press.send(0, eventAt(0), eventAt(1), eventAt(2));
    const entered = Promise.withResolvers<void>();
    const leave = Promise.withResolvers<void>();
    const first = await listen({
      on: {
        '*': async ({ sequence }) => {
          entered.resolve();
          await leave.promise;
          heard.push(Number(sequence));
        },
      },
    });
    await entered.promise;
    const stopped = first.stop();
    leave.resolve();
    await stopped;
    expect(heard).toEqual([0]);
    await listen();
    await until(() => heard.length === 3);
    expect(heard).toEqual([0, 1, 2]);
  });

  it('can be stopped between two attempts of a failing handler, and retries it after a restart', async () => {
    await press.send(0, eventAt(0));
    let failed = false;
    const first = await listen({
      on: {
        '*': () => {
          failed = true;
          throw new Error('not now');
        },
      },
      retryMs: 600_000,
      retryForMs: 600_000,
    });
    await until(() => failed);
    await first.stop();
    await listen();
    await until(() => heard.length === 1);
  });

  it('can be stopped by an AbortSignal', async () => {
    const controller = new AbortController();
    const { done } = await listen({ signal: controller.signal });
    controller.abort();
    await done;
  });

  it('says at once which topics are missing, and what to check', async () => {
    await expect(listen({}, { prefix: 'nowhere' })).rejects.toThrow(
      /There is no topic nowhere\.events\.v1 at .*Check the prefix \(nowhere\)/,
    );
    await expect(listen({ status: () => {} }, { prefix: 'nowhere' })).rejects.toThrow(
      'There is no topic nowhere.events.v1, nor nowhere.commitment-status.v1 at ',
    );
  });

  it('shares the partitions with a second member, and each event is handled once', async () => {
    const both = [[], []] as number[][];
    const member = (nth: 0 | 1) =>
      listen({ on: { '*': ({ sequence }) => void both[nth]!.push(Number(sequence)) }, onGap: undefined });
    await member(0);
    for (let n = 0; n < 40; n += 2) {
      await press.send(0, eventAt(n));
      await press.send(1, eventAt(n + 1));
    }
    await member(1);
    for (let n = 40; n < 80; n += 2) {
      await press.send(0, eventAt(n));
      await press.send(1, eventAt(n + 1));
    }
    await until(() => both.flat().length >= 80);
    expect(both.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 80 }, (_, n) => n));
    expect(both[1]!.length).toBeGreaterThan(0);
    // The remaining member takes over the partitions of the other.
    await running[1]!.stop();
    await press.send(0, eventAt(80));
    await press.send(1, eventAt(81));
    await until(() => both[0]!.includes(80) && both[0]!.includes(81));
    expect(both.flat()).toHaveLength(82);
  });

  const letters = async (count: number) => {
    const consumer = press.client.consumer({
      groupId: `${place.prefix}-letters-${randomUUID()}`,
      maxWaitTimeInMs: 100,
    });
    const found: { key?: string; value?: string; headers: Record<string, string | undefined> }[] = [];
    await consumer.connect();
    await consumer.subscribe({ topics: [`${place.prefix}.dead-letter.${place.prefix}-readers`], fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ message: { key, value, headers = {} } }) => {
        const texts = Object.entries(headers).map(([name, bytes]) => [name, bytes?.toString()]);
        found.push({ key: key?.toString(), value: value?.toString(), headers: Object.fromEntries(texts) });
      },
    });
    await until(() => found.length >= count);
    await consumer.disconnect();
    return found;
  };
});
