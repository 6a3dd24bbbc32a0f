import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { kafkaBroker } from '../../../../test/kafka.js';
import { GapFound, kafka, subscribe, type Gap, type Subscription } from '../index.js';
import { eventAt, publishing, until, type Publishing } from '../testing/publishing.js';

const broker = await kafkaBroker();

broker.describe('a subscription to a topic whose records were deleted', () => {
  let place: { brokers: string[]; prefix: string };
  let press: Publishing;
  let running: Subscription[];
  let heard: number[];
  let gaps: string[];
  /** Lets handlers go that wait for it. */
  let leave: PromiseWithResolvers<void>;

  beforeEach(async () => {
    place = broker.fresh();
    press = await publishing(place);
    running = [];
    heard = [];
    gaps = [];
    leave = Promise.withResolvers();
  });
  afterEach(async () => {
    leave.resolve();
    await Promise.allSettled(running.map((it) => it.stop()));
    await press.close();
  });

  type Options = Partial<Parameters<typeof subscribe>[0]>;
  const note = ({ partition, after, missing, event }: Gap) =>
    void gaps.push(`${partition}: after ${after} came ${event.sequence}, which follows ${missing}`);
  const listen = async (options: Options = {}) => {
    const subscription = await subscribe({
      from: kafka({ ...place, group: `${place.prefix}-readers` }),
      on: { '*': ({ sequence }) => void heard.push(Number(sequence)) },
      onGap: note,
      ...options,
    });
    running.push(subscription);
    return subscription;
  };
  const events = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => eventAt(from + n));
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);

  it('tells a group that was away what it missed', async () => {
    await press.send(0, ...events(0, 10));
    const first = await listen();
    await until(() => heard.length === 10);
    await first.stop();
    await press.send(0, ...events(10, 40));
    await press.delete(0, 30);
    await listen();
    await until(() => heard.includes(39));
    expect(heard).toEqual([...range(0, 10), ...range(30, 40)]);
    expect(gaps).toEqual(['0: after 9 came 30, which follows 29']);
  });

  it('stops there, at each start, until the service goes on; then it does not come up again', async () => {
    await press.send(0, ...events(0, 10));
    const first = await listen();
    await until(() => heard.length === 10);
    await first.stop();
    await press.send(0, ...events(10, 40));
    await press.delete(0, 30);
    for (let start = 0; start < 2; start += 1) {
      const { done } = await listen({ onGap: undefined });
      await expect(done).rejects.toThrow('after 9 came 30, which follows 29');
    }
    const again = await listen();
    await until(() => heard.includes(39));
    await again.stop();
    await press.send(0, eventAt(40));
    await listen({ onGap: undefined });
    await until(() => heard.includes(40));
    expect(heard).toEqual([...range(0, 10), ...range(30, 41)]);
    expect(gaps).toHaveLength(1);
  });

  it('tells a new group that the topic does not begin at its beginning, in this partition only', async () => {
    await press.send(0, ...events(0, 10));
    await press.send(1, ...events(10, 12));
    await press.delete(0, 4);
    await listen();
    await until(() => heard.length === 8);
    expect(heard.toSorted((a, b) => a - b)).toEqual(range(4, 12));
    expect(gaps).toEqual(['0: after undefined came 4, which follows 3']);
  });

  it('stops a new group there that has no way to go on', async () => {
    await press.send(0, ...events(0, 10));
    await press.delete(0, 4);
    const { done } = await listen({ onGap: undefined });
    const gap = { partition: 0, after: undefined, missing: 3, event: eventAt(4, { previous: '3' }) };
    await expect(done).rejects.toThrow(new GapFound(gap));
    await expect(done).rejects.toThrow(
      'Records are missing in partition 0: the first that came is 4, which follows 3.',
    );
  });

  it('tells a group of a partition in which it has no place yet', async () => {
    await press.send(1, eventAt(0));
    const first = await listen();
    await until(() => heard.length === 1);
    await first.stop();
    await press.send(0, ...events(1, 10));
    await press.delete(0, 5);
    await listen();
    await until(() => heard.includes(9));
    expect(gaps).toEqual(['0: after undefined came 6, which follows 5']);
  });

  it('says nothing to a group that begins with statuses, but of what is deleted after them', async () => {
    const status = () => {};
    await press.send(0, ...events(0, 10));
    await press.delete(0, 8);
    const first = await listen({ status });
    await until(() => heard.length === 2);
    await first.stop();
    expect(gaps).toEqual([]);
    const other = { from: kafka({ ...place, group: `${place.prefix}-others` }), status };
    await press.delete(0, 10);
    await (await listen(other)).stop(); // begins at the end; nothing comes
    await press.send(0, ...events(10, 20));
    await press.delete(0, 15);
    await listen(other);
    await until(() => heard.includes(19));
    expect(gaps).toEqual(['0: after undefined came 15, which follows 14']);
  });

  it('tells a member that is too slow what was deleted before its eyes', async () => {
    await press.send(0, eventAt(0));
    await listen({
      on: {
        '*': async ({ sequence }) => {
          heard.push(Number(sequence));
          await leave.promise;
        },
      },
    });
    await until(() => heard.length === 1);
    await press.send(0, ...events(1, 20));
    await press.delete(0, 12);
    leave.resolve();
    await until(() => heard.includes(19));
    expect(heard).toEqual([0, ...range(12, 20)]);
    expect(gaps).toEqual(['0: after 0 came 12, which follows 11']);
  });

  it('tells the member that takes a partition over from another', async () => {
    await press.send(0, eventAt(0));
    await press.send(1, eventAt(1));
    await listen();
    await until(() => heard.length === 2);
    const entered = Promise.withResolvers<number>();
    const second = await listen({
      on: {
        '*': async ({ sequence }) => {
          entered.resolve(Number(sequence) % 2);
          await leave.promise;
          heard.push(Number(sequence));
        },
      },
    });
    await press.send(0, ...[2, 4, 6].map((n) => eventAt(n)));
    await press.send(1, ...[3, 5, 7].map((n) => eventAt(n)));
    const partition = await entered.promise;
    await press.delete(partition, 3);
    const stopped = second.stop();
    leave.resolve();
    await stopped;
    await until(() => heard.includes(6 + partition));
    expect(heard.toSorted((a, b) => a - b)).toEqual(range(0, 8).filter((n) => n !== 4 + partition));
    expect(gaps).toEqual([
      `${partition}: after ${2 + partition} came ${6 + partition}, which follows ${4 + partition}`,
    ]);
  });
});
