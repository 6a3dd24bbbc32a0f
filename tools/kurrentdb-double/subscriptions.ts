import { randomUUID } from 'node:crypto';
import * as errors from './errors.ts';
import { filterOf } from './filter.ts';
import { indexOfPosition } from './positions.ts';
import type { Log } from './log.ts';
import type { Outlet } from './outlet.ts';
import { nameOf, streams, Timestamp, type Streams } from './protocol.ts';
import type { LogRecord } from './record.ts';
import type { Writer } from './writer.ts';

const { ReadResp } = streams;
type Options = Streams.ReadReq.Options;
type Message = Streams.ReadResp;

/** The source of a subscription, and the position of its reader. */
interface Source {
  /** The checkpoint to send now, if one is due. */
  checkpoint(): Message | undefined;
  /** The number of records after the last one that `next` returned. */
  behind(): number;
  /** Adds the reader's position to a `caughtUp` message. */
  mark(message: Streams.ReadResp.CaughtUp): Streams.ReadResp.CaughtUp;
  /** The next record, or a checkpoint that comes before it. */
  next(): LogRecord | Message | undefined;
}

/** A live subscription that is further behind catches up again, and sends `caughtUp` again afterwards. */
const LIVE_BUFFER = 32;

/** Events that a filter considers between two checkpoints, multiplied by the interval that the reader requests. */
const DEFAULT_WINDOW = 32;

/** Confirms, sends the existing records, then `caughtUp`, then each new record, until the reader leaves. */
export const subscribe = async (options: Options, log: Log, writer: Writer, out: Outlet): Promise<void> => {
  const all = options.getAll();
  const source = all ? sourceOfAll(all, options, log, writer) : sourceOfStream(errors.given(options.getStream()), log);
  const confirmation = new ReadResp.SubscriptionConfirmation().setSubscriptionId(randomUUID());
  if (!(await out.write(new ReadResp().setConfirmation(confirmation)))) return;
  let live = false;
  for (;;) {
    for (let message = source.next(); message !== undefined; message = source.next()) {
      if (!(await ('bytes' in message ? out.record(message) : out.write(message)))) return;
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

/** Starts after the event at the requested position. With a filter, sends a checkpoint every `interval` events. */
const sourceOfAll = (
  all: Streams.ReadReq.Options.AllOptions,
  options: Options,
  log: Log,
  writer: Pick<Writer, 'shown'>,
): Source => {
  const existing = log.records.length;
  const end = () => Math.max(existing, writer.shown);
  const filter = options.getFilter();
  const matches = filterOf(filter);
  const window = filter?.hasMax() ? filter.getMax() : DEFAULT_WINDOW;
  const interval = filter ? window * filter.getCheckpointintervalmultiplier() : Infinity;
  const from = all.getPosition();
  const after = from ? Number(from.getCommitPosition()) : -1;
  let next = all.hasStart() ? 0 : all.hasEnd() ? log.records.length : indexOfPosition(errors.given(from), log);
  let position = from ? after : all.hasEnd() ? log.records.at(-1)?.position : undefined;
  let considered = 0;
  let lastCheckpoint: number | undefined;

  const checkpoint = () => {
    if (filter === undefined || position === undefined || position === lastCheckpoint) return undefined;
    lastCheckpoint = position;
    considered = 0;
    const point = new ReadResp.Checkpoint().setCommitPosition(String(position)).setPreparePosition(String(position));
    return new ReadResp().setCheckpoint(point.setTimestamp(Timestamp.fromDate(new Date())));
  };

  return {
    checkpoint,
    behind: () => Math.max(0, end() - next),
    mark: (message) =>
      position === undefined
        ? message
        : message.setPosition(
            new ReadResp.Position().setCommitPosition(String(position)).setPreparePosition(String(position)),
          ),
    next() {
      while (next < end()) {
        if (considered >= interval) {
          const due = checkpoint();
          if (due) return due;
        }
        const record = log.records[next]!;
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

/** Starts after the requested revision; waits for a stream that does not exist yet. */
const sourceOfStream = (stream: Streams.ReadReq.Options.StreamOptions, log: Log): Source => {
  const name = nameOf(errors.given(stream.getStreamIdentifier()));
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

const caughtUp = (source: Source) => {
  const message = new ReadResp.CaughtUp().setTimestamp(Timestamp.fromDate(new Date()));
  return new ReadResp().setCaughtUp(source.mark(message));
};
