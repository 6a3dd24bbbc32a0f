import type { AccessRules } from './access.ts';
import * as errors from './errors.ts';
import type { Faults } from './faults.ts';
import { filterOf } from './filter.ts';
import { outlet, type Outlet, type ReadCall } from './outlet.ts';
import { indexOfPosition } from './positions.ts';
import type { Log } from './log.ts';
import { nameOf, streams, type Streams } from './protocol.ts';
import type { LogRecord } from './record.ts';
import { subscribe } from './subscriptions.ts';
import type { Writer } from './writer.ts';

const { ReadResp, ReadReq } = streams;
const { ReadDirection } = ReadReq.Options;
type Options = Streams.ReadReq.Options;

interface Reading {
  log(): Log;
  writer(): Writer;
  readonly faults: Faults;
  readonly access: AccessRules;
}

/** The records from the first index to the last, both included. */
interface Range {
  readonly records: readonly LogRecord[];
  readonly first: number;
  readonly last: number;
}

/** Reads and catch-up subscriptions, of one stream or of $all. They pull from the log; the log never pushes. */
export const readHandler = ({ log, writer, faults, access }: Reading) => {
  const answer = async (call: ReadCall) => {
    const options = call.request.getOptions();
    const out = outlet(call, faults, options?.getUuidOption()?.hasStructured() ?? false);
    try {
      if (options === undefined) throw errors.invalidArgument('The request lacks options.');
      const refused =
        access.refusal(call, { readsAll: options.hasAll() }) ??
        faults.refusal({ needsLeader: call.metadata.get('requires-leader')[0] === 'true' });
      if (refused) throw refused;
      await faults.hesitate();
      if (options.hasSubscription()) await subscribe(options, log(), writer(), out);
      else await read(options, log(), out);
      out.end();
    } catch (error) {
      out.end(error as Error);
    }
  };
  return (call: ReadCall): void => void answer(call);
};

const read = async (options: Options, log: Log, out: Outlet) => {
  const backwards = options.getReadDirection() === ReadDirection.BACKWARDS;
  const limit = Number(options.getCount());
  const matches = filterOf(options.getFilter());
  const all = options.getAll();
  const range = all
    ? rangeOfAll(all, log, backwards)
    : rangeOfStream(errors.given(options.getStream()), log, backwards);
  if (range === undefined) {
    const notFound = new ReadResp.StreamNotFound();
    notFound.setStreamIdentifier(options.getStream()?.getStreamIdentifier());
    await out.write(new ReadResp().setStreamNotFound(notFound));
    return;
  }
  const { records, first, last } = range;
  const step = backwards ? -1 : 1;
  let sent = 0;
  for (let n = backwards ? last : first; n >= first && n <= last && sent < limit; n += step) {
    const record = records[n]!;
    if (!matches(record)) continue;
    sent += 1;
    if (!(await out.record(record))) return;
  }
};

/** The records of a stream that are not truncated. A stream without any counts as not found. */
const rangeOfStream = (
  options: Streams.ReadReq.Options.StreamOptions,
  log: Log,
  backwards: boolean,
): Range | undefined => {
  const name = nameOf(errors.given(options.getStreamIdentifier()));
  const { records, before, tombstoned } = log.stream(name);
  if (tombstoned) throw errors.streamDeleted(name);
  if (records.length === 0 || before >= records.length) return undefined;
  const end = records.length - 1;
  const at = options.hasStart() ? 0 : options.hasEnd() ? end : Number(options.getRevision());
  return backwards
    ? { records, first: before, last: Math.min(at, end) }
    : { records, first: options.hasEnd() ? end + 1 : Math.max(at, before), last: end };
};

/** A forward read includes the event at its position; a backward read does not, because it starts before that event. */
const rangeOfAll = (options: Streams.ReadReq.Options.AllOptions, log: Log, backwards: boolean): Range => {
  const { records } = log;
  const end = records.length - 1;
  if (options.hasStart()) return { records, first: 0, last: backwards ? -1 : end };
  if (options.hasEnd()) return { records, first: backwards ? 0 : end + 1, last: end };
  const at = indexOfPosition(errors.given(options.getPosition()), log);
  return backwards ? { records, first: 0, last: at - 1 } : { records, first: at, last: end };
};
