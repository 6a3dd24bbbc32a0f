import {
  ErrorType,
  NO_STREAM,
  STREAM_STATE,
  type ConsistencyCheck,
  type EventData,
  type StreamState,
} from '@kurrent/kurrentdb-client';
import type { ExpectedRevision } from '@jwg/event-sourcing';
import type { EncodedWrite } from '../encode.js';
import { versionOf, type Connection } from './connection.js';
import { isType } from './failures.js';
import type { LedgerNames } from './names.js';
import { NeedsAppendRecords } from './refusals.js';
import { toServer } from './stored.js';

/**
 * Writes everything or nothing in one call. The call always states the expected revisions, so a repeated call cannot
 * write twice.
 *
 * @throws NeedsAppendRecords, and the client's errors
 */
export const send = async (
  { client, credentials }: Connection,
  names: LedgerNames,
  writes: readonly EncodedWrite[],
): Promise<void> => {
  const firsts = firstOfEachStream(writes);
  const [first] = firsts;
  if (firsts.length === 1 && first && credentials) {
    const events = writes.flatMap((write) => write.events.map((event) => readyMade(toServer(event))));
    const options = { streamState: stateOf(first.expected), requiresLeader: true, credentials };
    await client.appendToStream(names.toServer(first.stream), events, options);
    return;
  }
  const records = writes.flatMap(({ stream, events }) =>
    events.map((event) => ({ streamName: names.toServer(stream), record: toServer(event) })),
  );
  const checks = firsts.map(({ stream, expected }): ConsistencyCheck => ({
    type: STREAM_STATE,
    streamName: names.toServer(stream),
    expectedState: stateOf(expected),
  }));
  try {
    await client.appendRecords(records, checks);
  } catch (error) {
    if (isType(error, ErrorType.UNSUPPORTED)) throw new NeedsAppendRecords(await versionOf(client));
    throw error;
  }
};

/**
 * Gives the client bytes, which are the same on the wire. From an object the client would make JSON, then base64, then
 * bytes again, which measurably slows an append.
 */
const readyMade = (event: EventData): EventData => ({
  ...event,
  metadata: new TextEncoder().encode(JSON.stringify(event.metadata)),
});

/**
 * A later write to the same stream expects the revision that the first write leads to; `judge` has checked that
 * already.
 */
const firstOfEachStream = (writes: readonly EncodedWrite[]): EncodedWrite[] => [
  ...new Map(writes.toReversed().map((write) => [write.stream, write])).values(),
];

const stateOf = (expected: ExpectedRevision): StreamState => (expected === 'noStream' ? NO_STREAM : BigInt(expected));
