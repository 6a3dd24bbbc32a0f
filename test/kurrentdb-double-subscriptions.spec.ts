import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  KurrentDBClient,
  excludeSystemEvents,
  eventTypeFilter,
  jsonEvent,
  streamNameFilter,
  type AllStreamSubscription,
  type Position,
  type StreamSubscription,
} from '@kurrent/kurrentdb-client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startKurrentDouble, type KurrentDouble } from './kurrentdb.js';

/** Impatient: a client waits so long before it reads for the first time. */
const connect = (url: string) => KurrentDBClient.connectionString(`${url}&discoveryInterval=10`);

describe('A subscription to the protocol test double of KurrentDB', () => {
  let double: KurrentDouble;
  let client: KurrentDBClient;

  beforeAll(async () => {
    double = await startKurrentDouble();
    client = connect(double.url);
  });
  afterAll(async () => {
    await client.dispose();
    await double.stop();
  });

  const freshStream = () => `counting-${randomUUID()}`;
  const append = (stream: string, ...numbers: number[]) =>
    client.appendToStream(
      stream,
      numbers.map((n) => jsonEvent({ type: 'Counted', data: { n } })),
    );

  /** All that a subscription says, in its order, until it has said `enough`. */
  const heard = (subscription: AllStreamSubscription | StreamSubscription) => {
    const said: string[] = [];
    let look = () => {};
    const say = (text: string) => {
      said.push(text);
      look();
    };
    subscription.on('confirmation', () => say('confirmed'));
    subscription.on('caughtUp', () => say('caught up'));
    subscription.on('error', (error) => say(String((error as { type?: string }).type)));
    subscription.on('data', ({ event }) => say(`${(event?.data as { n?: number }).n}`));
    return async (enough: (said: string[]) => boolean) => {
      while (!enough(said)) await new Promise<void>((resolve) => (look = resolve));
      await subscription.unsubscribe();
      return said;
    };
  };

  it('confirms, delivers existing events, says that it has caught up, and delivers new ones', async () => {
    const stream = freshStream();
    await append(stream, 1, 2);
    const subscription = client.subscribeToStream(stream);
    const until = heard(subscription);
    await once(subscription, 'caughtUp');
    await append(stream, 3);
    expect(await until((said) => said.includes('3'))).toEqual(['confirmed', '1', '2', 'caught up', '3']);
  });

  it('delivers a new event only after its append was answered, as a real server does', async () => {
    const stream = freshStream();
    const subscription = client.subscribeToAll({ filter: streamNameFilter({ prefixes: [stream] }) });
    const order: string[] = [];
    const delivered = new Promise<void>((resolve) =>
      subscription.on('data', () => {
        order.push('delivered');
        resolve();
      }),
    );
    await once(subscription, 'caughtUp');
    await append(stream, 1);
    order.push('answered');
    await delivered;
    expect(order).toEqual(['answered', 'delivered']);
    await subscription.unsubscribe();
  });

  it('waits for a stream that does not exist yet', async () => {
    const stream = freshStream();
    const subscription = client.subscribeToStream(stream);
    const until = heard(subscription);
    await once(subscription, 'caughtUp');
    await append(stream, 1);
    expect(await until((said) => said.includes('1'))).toEqual(['confirmed', 'caught up', '1']);
  });

  it('begins after the given position', async () => {
    const stream = freshStream();
    await append(stream, 1, 2, 3);
    const positions: Position[] = [];
    for await (const { event } of client.readStream(stream)) positions.push(event!.position!);
    const filter = streamNameFilter({ prefixes: [stream] });
    const ofStream = heard(client.subscribeToStream(stream, { fromRevision: 1n }));
    const ofAll = heard(client.subscribeToAll({ fromPosition: positions[1], filter }));
    const ofTheRest = heard(client.subscribeToAll({ fromPosition: 'end', filter }));
    const caughtUp = (said: string[]) => said.includes('caught up');
    expect(await ofStream(caughtUp)).toEqual(['confirmed', '3', 'caught up']);
    expect(await ofAll(caughtUp)).toEqual(['confirmed', '3', 'caught up']);
    expect(await ofTheRest(caughtUp)).toEqual(['confirmed', 'caught up']);
  });

  it.each([
    ['a prefix of the stream', (stream: string) => streamNameFilter({ prefixes: ['none', stream] })],
    ['a pattern in the stream', (stream: string) => streamNameFilter({ regex: `${stream.slice(-12)}$` })],
    ['a prefix of the type', (stream: string) => eventTypeFilter({ prefixes: [`Of-${stream}`] })],
    ['a pattern in the type', (stream: string) => eventTypeFilter({ regex: `^Of-${stream}$` })],
  ])('delivers only what its filter lets through: %s', async (_, filterOf) => {
    const [stream, other] = [freshStream(), freshStream()];
    const typed = (name: string, n: number) => jsonEvent({ type: `Of-${name}`, data: { n } });
    for (const n of [1, 2]) {
      await client.appendToStream(stream, typed(stream, n));
      await client.appendToStream(other, typed(other, -n));
    }
    const until = heard(client.subscribeToAll({ filter: filterOf(stream) }));
    expect(await until((said) => said.includes('caught up'))).toEqual(['confirmed', '1', '2', 'caught up']);
  });

  it('sends a checkpoint after every so many events that its filter has examined', async () => {
    const [stream, other] = [freshStream(), freshStream()];
    const { position: before } = await append(stream, 0);
    await append(other, ...Array.from({ length: 25 }, (_, n) => n));
    const checkpoints: bigint[] = [];
    const filter = streamNameFilter({
      prefixes: [stream],
      maxSearchWindow: 5,
      checkpointInterval: 2,
      checkpointReached: async (_, { commit }) => void checkpoints.push(commit),
    });
    const subscription = client.subscribeToAll({ fromPosition: before, filter });
    subscription.resume();
    await once(subscription, 'caughtUp');
    expect(checkpoints.length).toBeGreaterThanOrEqual(3); // after 10, after 20, and at the end
    expect(checkpoints.length).toBeLessThanOrEqual(4); // a system event may come between
    expect(checkpoints).toEqual([...new Set(checkpoints)].toSorted((a, b) => Number(a - b)));
    const { position: live } = await append(other, ...Array.from({ length: 10 }, (_, n) => n));
    while (checkpoints.at(-1)! < live!.commit) await new Promise(setImmediate);
    await subscription.unsubscribe();
  });

  it('has no system events when they are excluded', async () => {
    const types = new Set<string>();
    const subscription = client.subscribeToAll({ filter: excludeSystemEvents() });
    subscription.on('data', ({ event }) => types.add(event!.type));
    await once(subscription, 'caughtUp');
    await subscription.unsubscribe();
    expect([...types].filter((type) => type.startsWith('$'))).toEqual([]);
    expect(types.size).toBeGreaterThan(0);
  });

  it('loses nothing for a reader that stops for a while', async () => {
    const stream = freshStream();
    const text = 'x'.repeat(10_000);
    const subscription = client.subscribeToStream(stream);
    const seen: number[] = [];
    await once(subscription, 'caughtUp');
    for (let n = 0; n < 400; n += 50)
      await client.appendToStream(
        stream,
        Array.from({ length: 50 }, (_, k) => jsonEvent({ type: 'Counted', data: { n: n + k, text } })),
      );
    for await (const { event } of subscription) {
      seen.push((event!.data as { n: number }).n);
      if (seen.length === 400) break;
    }
    await subscription.unsubscribe();
    expect(seen).toEqual(Array.from({ length: 400 }, (_, n) => n));
  });
});
