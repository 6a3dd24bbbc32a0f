import { setTimeout as pause } from 'node:timers/promises';
import { backoff } from '@jwg/event-sourcing';
import { STATUS_TYPE, type CloudEvent, type CommitmentStatus, type StatusRecord } from '@jwg/published-language';
import { newOrder } from '../order.js';
import { statusAfter } from '../status-after.js';
import { HandlerFailed, Stopped, type Reader, type Source } from '../subscription.js';
import type { Bookmark } from './bookmark.js';
import { newFeed, RefusedByLedger, type Feed } from './feed.js';

export const SAVE_EVERY_MS = 1_000;
const MAX_PAUSE_MS = 30_000;

export interface HttpOptions {
  /** Of the ledger: `https://ledger.example`. */
  readonly url: string;
  /** A bearer token, or where to get one each time it connects. */
  readonly token: string | (() => string | Promise<string>);
  /** Where it stands. Without one it begins at the beginning each time: for a table that is kept in memory. */
  readonly bookmark?: Bookmark;
  /** Takes an event whose handler fails for good; without it the subscription stops there. */
  readonly deadLetter?: (event: CloudEvent, error: HandlerFailed) => Promise<void> | void;
}

/**
 * The ledger over HTTP: what is there already page by page, then as it is written. One process at a time per bookmark.
 * Where statuses are wanted it makes them itself, of all events from the first one on.
 */
export const http = (options: HttpOptions): Source => ({
  async read(reader, signal, ready) {
    const kept = cursorIn(options.bookmark);
    await kept.load();
    const { url, token } = options;
    const feed = newFeed({ url, token, types: reader.types });
    if (reader.status && kept.cursor === undefined) {
      const all = newFeed({ url, token, types: undefined });
      await kept.move(await readStatuses(all, reader.status, signal), 0);
    }
    const handle = handlerOf(reader, options);
    let isReady = false;
    for (let failures = 0; !signal.aborted;) {
      try {
        await readPages(feed, kept, handle, signal);
        failures = 0;
        isReady = true;
        ready();
        await follow(feed, kept, handle, signal);
      } catch (error) {
        await kept.move(kept.cursor, 0);
        if (signal.aborted) break;
        if (!isReady || isFinal(error)) throw error;
        reader.trouble(error);
        failures += 1;
        const pauseMs = backoff(failures, { firstMs: 500, longestMs: MAX_PAUSE_MS }); // packed with this library
        await pause(pauseMs, undefined, { signal }).catch(() => {}); // told to stop
      }
    }
    await kept.move(kept.cursor, 0);
  },
});

type Handle = (event: CloudEvent) => Promise<void>;
type KeptCursor = ReturnType<typeof cursorIn>;

const readPages = async (feed: Feed, kept: KeptCursor, handle: Handle, signal: AbortSignal) => {
  for (let more = true; more && !signal.aborted;) {
    const page = await feed.page(kept.cursor, signal);
    for (const event of page.events) {
      await handle(event);
      await kept.move((event as CloudEvent & { cursor: string }).cursor);
      if (signal.aborted) return;
    }
    await kept.move(page.cursor, 0);
    more = page.more;
  }
};

const follow = async (feed: Feed, kept: KeptCursor, handle: Handle, signal: AbortSignal) => {
  for await (const { id, data } of feed.stream(kept.cursor, signal)) {
    if (data !== undefined) await handle(JSON.parse(data) as CloudEvent);
    if (id !== undefined) await kept.move(id);
    if (signal.aborted) return;
  }
};

/** What comes twice is left out. That something is missing cannot be seen here, nor happen: the ledger itself answers. */
const handlerOf = (reader: Reader, { deadLetter }: HttpOptions): Handle => {
  const order = newOrder();
  const LOG = 0; // all in one order
  return async (event) => {
    if (order.arrival(LOG, event) === 'duplicate') return;
    try {
      await reader.event(event);
    } catch (error) {
      if (!deadLetter || !(error instanceof HandlerFailed)) throw error;
      reader.trouble(error);
      await deadLetter(event, error);
    }
    order.move(LOG, event);
  };
};

/** A status cannot be asked for over HTTP at one place of the ledger; it is the fold of the events up to there. */
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

/** As the relay writes it. */
const recordOf = (data: CommitmentStatus, event: CloudEvent): StatusRecord => ({
  ...event,
  source: `${event.source}/commitment-status`,
  type: STATUS_TYPE,
  dataschema: event.dataschema.replace(/[^/]+$/, 'CommitmentStatus.v1.json'),
  partitionkey: data.commitmentId,
  data,
});

const isFinal = (error: unknown) => error instanceof RefusedByLedger || error instanceof HandlerFailed;

/** Moves with each event, and is saved now and then. */
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
