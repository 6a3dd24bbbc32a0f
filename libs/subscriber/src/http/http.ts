import { setTimeout as pause } from 'node:timers/promises';
import { backoff } from '@jwg/event-sourcing';
import { STATUS_TYPE, type CloudEvent, type CommitmentStatus, type StatusRecord } from '@jwg/published-language';
import { newOrder } from '../order.js';
import { statusAfter } from '../status-after.js';
import { HandlerFailed, Stopped } from '../errors.js';
import type { Reader, Source } from '../subscription.js';
import type { Bookmark } from './bookmark.js';
import { newFeed, RefusedByLedger, type Feed } from './feed.js';

export const SAVE_EVERY_MS = 1_000;
const MAX_PAUSE_MS = 30_000;

export interface HttpOptions {
  /** The ledger's address, for example `https://ledger.example`. */
  readonly url: string;
  /** A bearer token, or a function that gets one for each connection. */
  readonly token: string | (() => string | Promise<string>);
  /** Stores the cursor. Without it every subscription begins at the first event, for a table in memory. */
  readonly bookmark?: Bookmark;
  /** Called with an event whose handler failed after all retries. Without it the subscription stops at that event. */
  readonly deadLetter?: (event: CloudEvent, error: HandlerFailed) => Promise<void> | void;
}

/**
 * Reads the ledger over HTTP: stored events page by page, then new events as they are recorded. One process at a time
 * for each bookmark. When the service wants statuses, this source computes them from all events since the first.
 */
export const http = (options: HttpOptions): Source => ({
  async read(reader, signal, ready) {
    const place = cursorIn(options.bookmark);
    await place.load();
    const feed = newFeed({ ...options, types: reader.types });
    if (reader.status && place.cursor === undefined) {
      const all = newFeed({ ...options, types: undefined });
      await place.move(await readStatuses(all, reader.status, signal), 0);
    }
    const handle = handlerOf(reader, options);
    let isReady = false;
    for (let failures = 0; !signal.aborted;) {
      try {
        await readPages(feed, place, handle, signal);
        failures = 0;
        isReady = true;
        ready();
        await follow(feed, place, handle, signal);
      } catch (error) {
        await place.move(place.cursor, 0);
        if (signal.aborted) break;
        if (!isReady || isFinal(error)) throw error;
        reader.trouble(error);
        failures += 1;
        const pauseMs = backoff(failures, { firstMs: 500, longestMs: MAX_PAUSE_MS }); // bundled with this library
        await pause(pauseMs, undefined, { signal }).catch(() => {}); // the abort ends the pause
      }
    }
    await place.move(place.cursor, 0);
  },
});

type Handle = (event: CloudEvent) => Promise<void>;
type CursorKeeper = ReturnType<typeof cursorIn>;

const readPages = async (feed: Feed, place: CursorKeeper, handle: Handle, signal: AbortSignal) => {
  for (let more = true; more && !signal.aborted;) {
    const page = await feed.page(place.cursor, signal);
    for (const event of page.events) {
      await handle(event);
      await place.move((event as CloudEvent & { cursor: string }).cursor);
      if (signal.aborted) return;
    }
    await place.move(page.cursor, 0);
    more = page.more;
  }
};

const follow = async (feed: Feed, place: CursorKeeper, handle: Handle, signal: AbortSignal) => {
  for await (const { id, data } of feed.stream(place.cursor, signal)) {
    if (data !== undefined) await handle(JSON.parse(data) as CloudEvent);
    if (id !== undefined) await place.move(id);
    if (signal.aborted) return;
  }
};

/** Skips duplicates. It cannot detect gaps, and none can occur, because the ledger itself answers. */
const handlerOf = (reader: Reader, { deadLetter }: HttpOptions): Handle => {
  const order = newOrder();
  const LOG = 0; // one order for the whole log
  return async (event) => {
    if (order.arrival(LOG, event) === 'duplicate') return;
    try {
      await reader.event(event);
    } catch (error) {
      if (!deadLetter || !(error instanceof HandlerFailed)) throw error;
      await deadLetter(event, error);
      reader.aside(error);
    }
    order.move(LOG, event);
  };
};

/** Folds the statuses from the events, because HTTP offers no query for a status at a given position. */
const readStatuses = async (feed: Feed, handle: NonNullable<Reader['status']>, signal: AbortSignal) => {
  const records = new Map<string, StatusRecord>();
  let cursor: string | undefined;
  for (let more = true; more;) {
    const page = await feed.page(cursor, signal);
    for (const event of page.events) {
      const before: CommitmentStatus | undefined = records.get(event.subject)?.data;
      const data = statusAfter(before, event);
      if (data) records.set(event.subject, recordOf(data, event));
    }
    ({ cursor, more } = page);
  }
  for (const record of records.values()) {
    await handle(record);
    if (signal.aborted) throw new Stopped('Stopped before the events');
  }
  return cursor;
};

/** The same record as the relay writes. */
const recordOf = (data: CommitmentStatus, event: CloudEvent): StatusRecord => ({
  ...event,
  source: `${event.source}/commitment-status`,
  type: STATUS_TYPE,
  dataschema: event.dataschema.replace(/[^/]+$/, 'CommitmentStatus.v1.json'),
  partitionkey: data.commitmentId,
  data,
});

const isFinal = (error: unknown) => error instanceof RefusedByLedger || error instanceof HandlerFailed;

/** The current cursor. It moves with each event and is saved at intervals. */
const cursorIn = (bookmark: Bookmark | undefined) => {
  let saved: string | undefined;
  let savedAt = Date.now();
  return {
    cursor: undefined as string | undefined,
    async load() {
      this.cursor = saved = await bookmark?.load();
    },
    async move(cursor: string | undefined, everyMs = SAVE_EVERY_MS) {
      this.cursor = cursor;
      if (cursor === undefined || cursor === saved || Date.now() - savedAt < everyMs) return;
      await bookmark?.save(cursor);
      [saved, savedAt] = [cursor, Date.now()];
    },
  };
};
