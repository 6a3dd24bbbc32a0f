import { setTimeout as sleep } from 'node:timers/promises';
import { changeOf, toFeedEvent, type Feed } from '@jwg/application';
import type { Cursor, LedgerStoredEvent, StoredEvent } from '@jwg/platform';
import type { Wakeup } from './wakeup.js';

/** Readers wait before they reconnect; otherwise all would reconnect at once when a server restarts. */
export const RETRY_MS = 2_000;
/** Appends within this time are read together; otherwise each append would cost one read for every reader. */
export const TOGETHER_MS = 20;
const CHARACTERS = 65_536;

/** How a page of events, with at least one, is written: in pieces, so that only one is buffered for a slow reader. */
export type Written = (events: readonly LedgerStoredEvent[]) => Iterable<string>;

interface FrameTexts {
  readonly feed: Feed;
  readonly written: Written;
  readonly rest: Wakeup;
  readonly heartbeatMs: number;
  /** Checked before each read of the ledger. */
  goesOn(): Promise<boolean>;
}

/**
 * The pieces for one reader, at its pace: each event once, in order. Without events it gets a heartbeat with the cursor
 * that was reached, so that the same events need not be scanned again after a reconnect.
 */
export async function* framesOf({ feed, written, rest, heartbeatMs, goesOn }: FrameTexts): AsyncGenerator<string> {
  yield `retry: ${RETRY_MS}\n\n`;
  while (await goesOn()) {
    const { events, cursor, more } = await feed.next();
    if (events.length > 0) yield* written(events);
    if (more && events.length > 0) continue;
    if (more) yield heartbeat(cursor);
    else if (await rest.for(heartbeatMs)) await sleep(TOGETHER_MS);
    else yield heartbeat(cursor);
  }
}

/** Each event as a CloudEvent. */
export const asEvents = (source: string): Written =>
  function* (events) {
    let piece = '';
    for (const event of events) {
      piece += frame(event, source);
      if (piece.length < CHARACTERS) continue;
      yield piece;
      piece = '';
    }
    if (piece !== '') yield piece;
  };

/** A page as one change. */
export const asChanges: Written = (events) => [
  `id: ${events.at(-1)!.cursor}\nevent: changed\ndata: ${JSON.stringify(changeOf(events))}\n\n`,
];

const frame = (event: StoredEvent, source: string): string => {
  const feedEvent = toFeedEvent(event, source);
  return `id: ${feedEvent.cursor}\nevent: ${feedEvent.type}\ndata: ${JSON.stringify(feedEvent)}\n\n`;
};

/** An id without data sets a reader's Last-Event-ID, but dispatches no event. */
const heartbeat = (cursor: Cursor | undefined): string => (cursor === undefined ? ':\n\n' : `:\nid: ${cursor}\n\n`);
