import { NO_STREAM, STREAM_STATE, ErrorType, type KurrentDBClient, type StreamState } from '@kurrent/kurrentdb-client';
import type { ExpectedRevision } from '@jwg/event-sourcing';
import type { EncodedWrite } from '../encode.js';
import { isType } from './failures.js';
import type { LedgerNames } from './names.js';
import { SeveralStreamsUnsupported } from './refusals.js';
import { toServer } from './stored.js';

/**
 * One call that writes all or nothing, always at the revisions that were expected: the server then answers the same
 * call again alike.
 *
 * @throws SeveralStreamsUnsupported, and the client's errors
 */
export const send = async (
  client: KurrentDBClient,
  names: LedgerNames,
  writes: readonly EncodedWrite[],
): Promise<void> => {
  const [first, ...others] = firstOfEachStream(writes);
  if (!first) return;
  if (others.length === 0) {
    const events = writes.flatMap((write) => write.events.map(toServer));
    const options = { streamState: stateOf(first.expected), requiresLeader: true };
    await client.appendToStream(names.toServer(first.stream), events, options);
    return;
  }
  const records = writes.flatMap(({ stream, events }) =>
    events.map((event) => ({ streamName: names.toServer(stream), record: toServer(event) })),
  );
  const checks = [first, ...others].map(({ stream, expected }) => ({
    type: STREAM_STATE,
    streamName: names.toServer(stream),
    expectedState: stateOf(expected),
  }));
  try {
    await client.appendRecords(records, checks);
  } catch (error) {
    if (isType(error, ErrorType.UNSUPPORTED)) throw new SeveralStreamsUnsupported(await versionOf(client));
    throw error;
  }
};

/** What the server calls itself; `unknown` where it does not say. */
export const versionOf = async (client: KurrentDBClient): Promise<string> =>
  (await client['capabilities']).serverVersion;

/** Later writes to a stream state the revision that the first leads to, which was checked before. */
const firstOfEachStream = (writes: readonly EncodedWrite[]): EncodedWrite[] =>
  writes.filter(({ stream }, i) => writes.findIndex((write) => write.stream === stream) === i);

const stateOf = (expected: ExpectedRevision): StreamState => (expected === 'noStream' ? NO_STREAM : BigInt(expected));
