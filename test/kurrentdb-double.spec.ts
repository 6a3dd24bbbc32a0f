import { randomUUID } from 'node:crypto';
import { KurrentDBClient, jsonEvent, WrongExpectedVersionError } from '@kurrent/kurrentdb-client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startKurrentDouble, type KurrentDouble } from './kurrentdb.js';

describe('The protocol test double of KurrentDB', () => {
  let double: KurrentDouble;
  let client: KurrentDBClient;

  beforeAll(async () => {
    double = await startKurrentDouble();
    client = KurrentDBClient.connectionString(double.url);
  });
  afterAll(async () => {
    await client.dispose();
    await double.stop();
  });

  const event = (n: number) => jsonEvent({ type: 'Counted', data: { n } });
  const freshStream = () => `counting-${randomUUID()}`;

  it('answers an append again with the same answer', async () => {
    const stream = freshStream();
    const events = [event(1), event(2)];
    const first = await client.appendToStream(stream, events, { streamState: 'no_stream' });
    expect(first.nextExpectedRevision).toBe(1n);
    expect(await client.appendToStream(stream, events, { streamState: 'no_stream' })).toEqual(first);
  });

  it('refuses an append at another revision, and tells both', async () => {
    const stream = freshStream();
    await client.appendToStream(stream, event(1), { streamState: 'no_stream' });
    const late = client.appendToStream(stream, event(2), { streamState: 7n });
    await expect(late).rejects.toThrow(WrongExpectedVersionError);
    await expect(late).rejects.toMatchObject({ streamName: stream, expectedState: 7n, actualState: 0n });
  });
});
