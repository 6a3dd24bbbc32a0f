import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { kafkaBroker } from '../../../../test/kafka.js';
import { HandlerFailed, kafka, redrive, subscribe, type CloudEvent, type Subscription } from '../index.js';
import { eventAt, publishing, until, type Publishing } from '../testing/publishing.js';

const broker = await kafkaBroker();

broker.describe('a subscription whose handler fails', () => {
  let place: { brokers: string[]; prefix: string };
  let press: Publishing;
  let running: Subscription[];
  let heard: number[];
  let errors: string[];
  /** The sequences that the handler cannot bear. */
  let poison: Set<number>;

  beforeEach(async () => {
    place = broker.fresh();
    press = await publishing(place);
    running = [];
    heard = [];
    errors = [];
    poison = new Set();
  });
  afterEach(async () => {
    await Promise.allSettled(running.map((it) => it.stop()));
    await press.close();
  });

  const options = (more: Partial<Parameters<typeof subscribe>[0]> = {}): Parameters<typeof subscribe>[0] => ({
    from: kafka({ ...place, group: `${place.prefix}-readers` }),
    on: {
      '*': ({ sequence }: CloudEvent) => {
        if (poison.has(Number(sequence))) throw new Error(`cannot bear ${sequence}`);
        heard.push(Number(sequence));
      },
    },
    onError: (error) => void errors.push((error as Error).message),
    retryForMs: 20,
    retryMs: 5,
    ...more,
  });
  const listen = async (more?: Parameters<typeof options>[0]) => {
    const subscription = await subscribe(options(more));
    running.push(subscription);
    return subscription;
  };

  it('keeps only its own partition waiting, and its order', async () => {
    poison.add(2);
    await press.send(0, ...[0, 2, 4].map((n) => eventAt(n)));
    await press.send(1, ...[1, 3, 5].map((n) => eventAt(n)));
    const gaps: unknown[] = [];
    const subscription = await listen({ retryForMs: 60_000, retryMs: 600, onGap: (gap) => void gaps.push(gap) });
    await until(() => heard.includes(5));
    await press.send(1, eventAt(7));
    await until(() => heard.includes(7));
    await until(() => errors.length >= 2);
    const { state, errors: told, lag } = await subscription.health();
    expect({ state, lag, told }).toMatchObject({ state: 'retrying', lag: 2, told: [{ record: { sequence: '2' } }] });
    poison.clear();
    await until(() => heard.includes(4));
    expect(heard.filter((n) => n % 2 === 0)).toEqual([0, 2, 4]);
    expect(heard.filter((n) => n % 2 === 1)).toEqual([1, 3, 5, 7]);
    expect(gaps).toEqual([]);
    expect(await subscription.health()).toEqual({ state: 'running', errors: [], lag: 0 });
    await subscription.stop();
    expect(await subscription.health()).toEqual({ state: 'ended', errors: [], lag: undefined });
  });

  it('tells a gap once, however often the event after it fails', async () => {
    poison.add(5);
    const gaps: unknown[] = [];
    await press.send(0, eventAt(0), eventAt(5, { previous: '3' }));
    await listen({ retryForMs: 60_000, retryMs: 600, onGap: (gap) => void gaps.push(gap) });
    await until(() => errors.length >= 2);
    poison.clear();
    await until(() => heard.includes(5));
    expect(gaps).toHaveLength(1);
  });

  it('is not silent when the service says nothing of errors', async () => {
    const written = jest.spyOn(console, 'error').mockImplementation(() => {});
    try {
      poison.add(0);
      await press.send(0, eventAt(0), eventAt(1));
      await listen({ onError: undefined });
      await until(() => heard.includes(1));
      expect(written.mock.calls[0]).toEqual([
        expect.stringMatching(/^@jwg\/subscriber: The handler of .*ProgressReported.* failed once: cannot bear 0$/),
      ]);
    } finally {
      written.mockRestore();
    }
  });

  it('gets what was put aside again, in order, and neither as a gap nor twice', async () => {
    poison = new Set([1, 2, 4]);
    await press.send(0, ...[0, 1, 2, 3, 4].map((n) => eventAt(n)));
    const first = await listen();
    await until(() => heard.includes(3) && errors.some((error) => error.includes('cannot bear 4')));
    await press.raw(0, 'x', 'not ours', {});
    const stranger = new RegExp(`not an event, at ${place.prefix}.events.v1, partition 0, offset 5: .*no ce_`);
    await until(() => errors.some((error) => stranger.test(error)));
    await first.stop();
    expect(heard).toEqual([0, 3]);
    poison = new Set([2]);
    await expect(redrive(options())).rejects.toThrow(HandlerFailed);
    expect(heard).toEqual([0, 3, 1]);
    poison.clear();
    errors = [];
    expect(await redrive(options())).toBe(2);
    expect(errors).toEqual([
      expect.stringMatching(/^No event, passed over: The record has no .*\(\S+\.events\.v1, partition 0, offset 5\)$/),
    ]);
    expect(await redrive(options())).toBe(0);
    expect(heard).toEqual([0, 3, 1, 2, 4]);
    await press.send(0, eventAt(6, { previous: '4' }));
    await listen();
    await until(() => heard.includes(6));
    expect(heard).toEqual([0, 3, 1, 2, 4, 6]);
  });

  it('puts a record aside that is too large for a letter, by its place alone', async () => {
    await press.send(0, eventAt(0));
    await press.raw(0, 'x', 'y'.repeat(600 * 1024), { big: 'z'.repeat(100 * 1024) });
    await press.send(0, eventAt(1));
    await listen();
    await until(() => heard.includes(1));
    const admin = press.client.admin();
    const topic = `${place.prefix}.dead-letter.${place.prefix}-readers`;
    const [letters] = await admin.fetchTopicOffsets(topic);
    await admin.disconnect();
    expect(letters).toMatchObject({ high: '1' });
    await redrive(options());
    expect(errors.at(-1)).toContain(`(${place.prefix}.events.v1, partition 0, offset 1)`);
  });
});
