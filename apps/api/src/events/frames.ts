import { setTimeout as sleep } from 'node:timers/promises';
import { toFeedEvent, type Feed } from '@jwg/application';
import type { Cursor, StoredEvent } from '@jwg/platform';
import type { Wakeup } from './wakeup.js';

/** Readers wait before they reconnect; otherwise all would reconnect at once when a server restarts. */
export const RETRY_MS = 2_000;
/** Appends within this time are read together; otherwise each append would cost one read for every reader. */
export const TOGETHER_MS = 20;
const CHARACTERS = 65_536;

interface FrameTexts {
  readonly feed: Feed;
  readonly source: string;
  readonly rest: Wakeup;
  readonly heartbeatMs: number;
  /** Checked before each read of the ledger. */
  goesOn(): Promise<boolean>;
}

/**
 * The pieces for one reader, at its pace: each event once, in order. Without events it gets a heartbeat with the cursor
 * that was reached, so that the same events need not be scanned again after a reconnect.
 */
export async function* framesOf({ feed, source, rest, heartbeatMs, goesOn }: FrameTexts): AsyncGenerator<string> {
  yield `retry: ${RETRY_MS}\n\n`;
  while (await goesOn()) {
    const { events, cursor, more } = await feed.next();
    yield* inPieces(events, source);
    if (more && events.length > 0) continue;
    if (more) yield heartbeat(cursor);
    else if (await rest.for(heartbeatMs)) await sleep(TOGETHER_MS);
    else yield heartbeat(cursor);
  }
}

/** Cuts a page into pieces, so that only one piece is buffered for a slow reader. */
function* inPieces(events: readonly StoredEvent[], source: string): Generator<string> {
  let piece = '';
  for (const event of events) {
    piece += frame(event, source);
    if (piece.length < CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

const frame = (event: StoredEvent, source: string): string => {
  const feedEvent = toFeedEvent(event, source);
  return `id: ${feedEvent.cursor}\nevent: ${feedEvent.type}\ndata: ${JSON.stringify(feedEvent)}\n\n`;
};

/** An id without data sets a reader's Last-Event-ID, but dispatches no event. */
const heartbeat = (cursor: Cursor | undefined): string => (cursor === undefined ? ':\n\n' : `:\nid: ${cursor}\n\n`);
