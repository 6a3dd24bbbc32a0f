import { randomUUID } from 'node:crypto';
import * as errors from './errors.mjs';
import { filterOf } from './filter.mjs';
import { indexOfPosition } from './positions.mjs';
import { nameOf, streams, Timestamp } from './protocol.mjs';

const { ReadResp } = streams;

/** A live subscription that lies further behind is catching up again, and says so when it has. */
const LIVE_BUFFER = 32;

/** How many events a filter looks at between checkpoints, times the interval that the reader asks for. */
const DEFAULT_WINDOW = 32;

/** Confirms, delivers what there is, says so, and goes on with what comes, until the reader goes away. */
export const subscribe = async (options, log, writer, out) => {
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
  const window = filter?.hasMax() ? filter.getMax() : DEFAULT_WINDOW;
  const interval = filter ? window * filter.getCheckpointintervalmultiplier() : Infinity;
  const all = options.getAll();
  const after = all.hasPosition() ? Number(all.getPosition().getCommitPosition()) : -1;
  let next = all.hasStart() ? 0 : all.hasEnd() ? log.records.length : indexOfPosition(all.getPosition(), log);
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
