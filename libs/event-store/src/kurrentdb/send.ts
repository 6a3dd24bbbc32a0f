import { NO_STREAM, STREAM_STATE, type ConsistencyCheck, type StreamState } from '@kurrent/kurrentdb-client';
import type { ExpectedRevision } from '@jwg/event-sourcing';
import type { EncodedWrite } from '../encode.js';
import { takesWhole, type Abilities } from './abilities.js';
import { appendToStream } from './append-call.js';
import type { Connection } from './connection.js';
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
  abilities: Abilities,
): Promise<void> => {
  const firsts = firstOfEachStream(writes);
  const [first] = firsts;
  if (firsts.length === 1 && first && credentials) {
    const target = { name: names.toServer(first.stream), expected: first.expected, credentials };
    const events = writes.flatMap((write) => write.events);
    return void (await appendToStream(client, target, events));
  }
  if (abilities.records) return void (await client.appendRecords(recordsOf(names, writes), checksOf(names, firsts)));
  if (!takesWhole(abilities)?.(writes)) throw new NeedsAppendRecords(abilities.version);
  await client.multiStreamAppend(
    firsts.map(({ stream, expected }) => ({
      streamName: names.toServer(stream),
      expectedState: stateOf(expected),
      events: writes.filter((write) => write.stream === stream).flatMap((write) => write.events.map(toServer)),
    })),
  );
};

const recordsOf = (names: LedgerNames, writes: readonly EncodedWrite[]) =>
  writes.flatMap(({ stream, events }) =>
    events.map((event) => ({ streamName: names.toServer(stream), record: toServer(event) })),
  );

const checksOf = (names: LedgerNames, firsts: readonly EncodedWrite[]): ConsistencyCheck[] =>
  firsts.map(({ stream, expected }) => ({
    type: STREAM_STATE,
    streamName: names.toServer(stream),
    expectedState: stateOf(expected),
  }));

/**
 * In the order of the writes. A later write to the same stream expects the revision that the first one leads to; `judge`
 * has checked that already.
 */
const firstOfEachStream = (writes: readonly EncodedWrite[]): EncodedWrite[] =>
  writes.filter(({ stream }, n) => writes.findIndex((write) => write.stream === stream) === n);

const stateOf = (expected: ExpectedRevision): StreamState => (expected === 'noStream' ? NO_STREAM : BigInt(expected));
