import { randomUUID } from 'node:crypto';
import * as errors from './errors.mjs';
import { filterOf } from './filter.mjs';
import { nameOf, streams, Timestamp } from './protocol.mjs';
import { withStructuredId } from './record.mjs';

const { ReadResp, ReadReq } = streams;
const { ReadDirection } = ReadReq.Options;

/** How many events a live subscription may lie behind before it counts as catching up again. */
const LIVE_BUFFER = 32;

/** Reads and catch-up subscriptions, of one stream or of $all. All are pulled, so a slow reader costs no memory. */
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

/** Writes at the reader's pace. */
const outlet = (call, faults, structuredIds) => {
  let ended = false;
  let wake = () => {};
  const end = (error) => {
    if (ended) return;
    ended = true;
    faults.openReads.delete(end);
    if (error) call.emit('error', error);
    else call.end();
    wake();
  };
  const gone = () => {
    ended = true;
    faults.openReads.delete(end);
    wake();
  };
  faults.openReads.add(end);
  for (const event of ['cancelled', 'close', 'error']) call.on(event, gone);
  const until = (arrange) =>
    new Promise((resolve) => {
      wake = resolve;
      if (ended) resolve();
      else arrange(resolve);
    });

  return {
    end,
    /** @returns whether anybody still reads */
    async write(message) {
      if (ended) return false;
      if (!call.write(message)) await until((resolve) => call.once('drain', resolve));
      return !ended;
    },
    record(record) {
      return this.write(structuredIds ? withStructuredId(record) : record.bytes);
    },
    async idle(arrange) {
      let forget = () => {};
      await until((resolve) => (forget = arrange(resolve)));
      forget();
      return !ended;
    },
  };
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
  const at = boundary(options.getPosition(), log);
  return backwards ? { records, first: 0, last: at - 1 } : { records, first: at, last: end };
};

/** The index of the record at a position; a position between records is none of this log's. */
const boundary = (position, log) => {
  const commit = Number(position.getCommitPosition());
  const index = log.indexAt(commit);
  if (index < log.records.length && log.records[index].position !== commit) throw errors.invalidPosition();
  if (index === log.records.length && commit < log.end) throw errors.invalidPosition();
  return index;
};

const subscribe = async (options, log, writer, out) => {
  const source = options.hasAll() ? sourceOfAll(options, log) : sourceOfStream(options, log);
  const confirmation = new ReadResp.SubscriptionConfirmation().setSubscriptionId(randomUUID());
  if (!(await out.write(new ReadResp().setConfirmation(confirmation)))) return;
  let live = false;
  for (;;) {
    for (let message = source.next(); message !== undefined; message = source.next()) {
      if (!(await (message.bytes ? out.record(message) : out.write(message)))) return;
    }
    if (!live) {
      const checkpoint = source.checkpoint();
      if (checkpoint && !(await out.write(checkpoint))) return;
      if (!(await out.write(caughtUp(source)))) return;
      live = true;
      if (source.behind() > 0) continue;
    }
    if (source.behind() === 0 && !(await out.idle((wake) => writer.whenAppended(wake)))) return;
    if (source.behind() > LIVE_BUFFER) live = false;
  }
};

/** After the event at the position asked for; every so many considered events a checkpoint, when there is a filter. */
const sourceOfAll = (options, log) => {
  const filter = options.hasFilter() ? options.getFilter() : undefined;
  const matches = filterOf(filter);
  const window = filter?.hasMax() ? filter.getMax() : 32;
  const interval = filter ? window * filter.getCheckpointintervalmultiplier() : Infinity;
  const all = options.getAll();
  const after = all.hasPosition() ? Number(all.getPosition().getCommitPosition()) : -1;
  let next = all.hasStart() ? 0 : all.hasEnd() ? log.records.length : boundary(all.getPosition(), log);
  let position = all.hasPosition() ? after : all.hasEnd() ? log.records.at(-1)?.position : undefined;
  let considered = 0;
  let told; // the last checkpoint

  const checkpoint = () => {
    if (filter === undefined || position === undefined || position === told) return undefined;
    told = position;
    considered = 0;
    const point = new ReadResp.Checkpoint().setCommitPosition(String(position)).setPreparePosition(String(position));
    return new ReadResp().setCheckpoint(point.setTimestamp(Timestamp.fromDate(new Date())));
  };

  return {
    checkpoint,
    behind: () => log.records.length - next,
    /** Sets where the reader is in the words of `caughtUp`. */
    mark: (message) =>
      position === undefined
        ? message
        : message.setPosition(
            new ReadResp.Position().setCommitPosition(String(position)).setPreparePosition(String(position)),
          ),
    next() {
      while (next < log.records.length) {
        if (considered >= interval) {
          const due = checkpoint();
          if (due) return due;
        }
        const record = log.records[next];
        next += 1;
        if (record.position <= after) continue;
        considered += 1;
        position = record.position;
        if (matches(record)) return record;
      }
      return considered >= interval ? checkpoint() : undefined;
    },
  };
};

/** After the revision asked for; a stream that is not there yet is waited for. */
const sourceOfStream = (options, log) => {
  const stream = options.getStream();
  const name = nameOf(stream.getStreamIdentifier());
  if (log.stream(name).tombstoned) throw errors.streamDeleted(name);
  const records = () => log.stream(name).records;
  let next = stream.hasStart() ? 0 : stream.hasEnd() ? records().length : Number(stream.getRevision()) + 1;
  return {
    checkpoint: () => undefined,
    behind: () => Math.max(0, records().length - next),
    mark: (message) => (next > 0 ? message.setStreamRevision(String(next - 1)) : message),
    next() {
      const { records: all, before } = log.stream(name);
      next = Math.max(next, Math.min(before, all.length));
      if (next >= all.length) return undefined;
      next += 1;
      return all[next - 1];
    },
  };
};

const caughtUp = (source) => {
  const message = new ReadResp.CaughtUp().setTimestamp(Timestamp.fromDate(new Date()));
  return new ReadResp().setCaughtUp(source.mark(message));
};
