import * as errors from './errors.mjs';
import { filterOf } from './filter.mjs';
import { outlet } from './outlet.mjs';
import { indexOfPosition } from './positions.mjs';
import { nameOf, streams } from './protocol.mjs';
import { subscribe } from './subscriptions.mjs';

const { ReadResp, ReadReq } = streams;
const { ReadDirection } = ReadReq.Options;

/** Reads and catch-up subscriptions, of one stream or of $all. All are pulled from the log, never pushed. */
export const readHandler =
  ({ log, writer, faults, access }) =>
  async (call) => {
    const options = call.request.getOptions();
    const out = outlet(call, faults, options.getUuidOption()?.hasStructured() ?? false);
    try {
      const refused =
        access.refusal(call, { readsAll: options.hasAll() }) ??
        faults.refusal({ needsLeader: call.metadata.get('requires-leader')[0] === 'true' });
      if (refused) throw refused;
      await faults.hesitate();
      if (options.hasSubscription()) await subscribe(options, log(), writer(), out);
      else await read(options, log(), out);
      out.end();
    } catch (error) {
      out.end(error);
    }
  };

const read = async (options, log, out) => {
  const backwards = options.getReadDirection() === ReadDirection.BACKWARDS;
  const limit = Number(options.getCount());
  const matches = filterOf(options.getFilter());
  const { records, first, last } = options.hasAll()
    ? rangeOfAll(options.getAll(), log, backwards)
    : rangeOfStream(options.getStream(), log, backwards);
  if (records === undefined) {
    const notFound = new ReadResp.StreamNotFound();
    notFound.setStreamIdentifier(options.getStream().getStreamIdentifier());
    await out.write(new ReadResp().setStreamNotFound(notFound));
    return;
  }
  const step = backwards ? -1 : 1;
  let sent = 0;
  for (let n = backwards ? last : first; n >= first && n <= last && sent < limit; n += step) {
    if (!matches(records[n])) continue;
    sent += 1;
    if (!(await out.record(records[n]))) return;
  }
};

/** Of a stream: what is not truncated away. None at all counts as not found. */
const rangeOfStream = (options, log, backwards) => {
  const name = nameOf(options.getStreamIdentifier());
  const { records, before, tombstoned } = log.stream(name);
  if (tombstoned) throw errors.streamDeleted(name);
  if (records.length === 0 || before >= records.length) return {};
  const end = records.length - 1;
  const at = options.hasStart() ? 0 : options.hasEnd() ? end : Number(options.getRevision());
  return backwards
    ? { records, first: before, last: Math.min(at, end) }
    : { records, first: options.hasEnd() ? end + 1 : Math.max(at, before), last: end };
};

/** Forwards the event at a position belongs to the answer; backwards it does not: there a position is where one ends. */
const rangeOfAll = (options, log, backwards) => {
  const { records } = log;
  const end = records.length - 1;
  if (options.hasStart()) return { records, first: 0, last: backwards ? -1 : end };
  if (options.hasEnd()) return { records, first: backwards ? 0 : end + 1, last: end };
  const at = indexOfPosition(options.getPosition(), log);
  return backwards ? { records, first: 0, last: at - 1 } : { records, first: at, last: end };
};
