import { START } from '@kurrent/kurrentdb-client';
import {
  LEAST_PAGE,
  PAGE_BYTES,
  StoreUnavailable,
  UnknownCursor,
  type Cursor,
  type StoredEvent,
} from '@jwg/event-sourcing';
import type { Connection } from './connection.js';
import { logPlaceOf, type LedgerLog } from './ledger-log.js';
import type { LogPlace } from './event-columns.js';
import type { LogEvent } from './log-event.js';
import { HistoryLost } from './refusals.js';
import { fromServer, isOurs, type OurEvent } from './stored.js';

/** Reads events from the server and numbers them by the index. */
export class LedgerReader {
  constructor(
    private readonly connection: Connection,
    private readonly log: LedgerLog,
  ) {}

  /** @throws HistoryLost  the stream is shorter than before */
  async readStream(stream: string, from: number, limit = Number.MAX_SAFE_INTEGER): Promise<StoredEvent[]> {
    const first = Math.max(Math.trunc(from), 0);
    const known = this.log.index.lengthOf(stream); // the read need not include events that arrive while it runs
    const recorded = await this.eventsOf(stream, first, limit);
    const events = recorded.filter((event) => isOurs(event, this.log.names));
    if (recorded.length > 0 && this.log.index.lengthOf(stream) < first + recorded.length) await this.log.refresh();
    if (events.length < Math.min(known - first, limit))
      throw new HistoryLost(`stream ${stream} had ${known} events and has ${first + events.length}`);
    return events.map((event) => {
      const revision = Number(event.revision);
      return this.stored(event, this.log.index.positionOf({ stream, revision, id: event.id }));
    });
  }

  /** Answers from the index after a refresh, because another process may have written a moment ago. */
  async lengthOf(stream: string): Promise<number> {
    await this.log.refresh();
    return this.log.index.lengthOf(stream);
  }

  async readAll(after: Cursor | undefined, limit: number): Promise<StoredEvent[]> {
    const { index } = this.log;
    let next = after === undefined ? 0 : (await this.positionOf(after)) + 1;
    const known = index.length;
    // Start at the previous event. Then nothing is missed, whether the server's read includes its starting event or
    // not.
    const fromPosition = next === known ? this.log.end : next > 0 ? index.logPlaceAt(next - 1) : START;
    const page: StoredEvent[] = [];
    let [bytes, isFull] = [0, false];
    for await (const event of this.eventsFrom(fromPosition, limit + 1)) {
      const position = index.positionAt(logPlaceOf(event));
      if (position !== undefined && position < next) continue;
      if (position !== next) throw new HistoryLost(`the event at position ${next} is missing`);
      page.push(this.stored(event, next++));
      bytes += event.bytes!;
      isFull = page.length === limit || (bytes >= PAGE_BYTES && page.length >= LEAST_PAGE);
      if (isFull) break;
    }
    if (!isFull && next < known)
      throw new StoreUnavailable(`The server shows ${next} events of the ledger where it told of ${known} before`);
    return page;
  }

  /**
   * Another process's cursor may be ahead of this index, so the index is refreshed once before the cursor counts as
   * unknown.
   */
  async positionOf(cursor: Cursor): Promise<number> {
    const known = this.log.index.positionOfCursor(cursor);
    if (known !== undefined) return known;
    await this.log.refresh();
    const position = this.log.index.positionOfCursor(cursor);
    if (position === undefined) throw new UnknownCursor(cursor);
    return position;
  }

  /** As `lengthOf` does. */
  async last(): Promise<Pick<StoredEvent, 'position' | 'cursor'> | undefined> {
    await this.log.refresh();
    const position = this.log.index.length - 1;
    return position < 0 ? undefined : { position, cursor: this.log.index.cursorOf(position) };
  }

  /**
   * The ledger's events without those of others, up to the log's end, however many others lie between. `maxCount` is
   * the size of one read.
   */
  private async *eventsFrom(start: LogPlace | typeof START, maxCount: number): AsyncGenerator<OurEvent> {
    for (let [fromPosition, count] = [start, maxCount]; count === maxCount;) {
      count = 0;
      for await (const event of this.connection.readAll(fromPosition, [this.log.names.prefix], { maxCount })) {
        count++;
        fromPosition = logPlaceOf(event);
        if (this.log.take(event)) yield event;
      }
    }
  }

  private async eventsOf(stream: string, from: number, limit: number): Promise<LogEvent[]> {
    const events: LogEvent[] = [];
    for await (const event of this.connection.readStream(this.log.names.toServer(stream), from, limit))
      events.push(event);
    return events;
  }

  private stored(event: OurEvent, position: number | undefined): StoredEvent {
    const { streamId, revision } = event;
    if (position === undefined) throw new StoreUnavailable(`Event ${revision} of ${streamId} is not in the log yet`);
    return {
      ...fromServer(event),
      stream: this.log.names.fromServer(streamId),
      revision: Number(revision),
      position,
      cursor: this.log.index.cursorOf(position),
    };
  }
}
