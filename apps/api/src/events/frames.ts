import { setTimeout as sleep } from 'node:timers/promises';
import { toFeedEvent, type Feed } from '@jwg/application';
import type { Cursor, StoredEvent } from '@jwg/platform';
import type { Wakeup } from './wakeup.js';

/** Reconnecting at once would be all readers at once when a server restarts. */
export const RETRY_MS = 2_000;
/** Appends that come close together are read together: a look for each of them would cost every reader one. */
export const TOGETHER_MS = 20;
const CHARACTERS = 65_536;

interface FrameTexts {
  readonly feed: Feed;
  readonly source: string;
  readonly rest: Wakeup;
  readonly heartbeatMs: number;
  /** Asked before each look at the ledger. */
  goesOn(): Promise<boolean>;
}

/**
 * What a reader is sent, piece by piece as it takes them: each event once, in order, and where nothing is to be told a
 * heartbeat, with the place that was reached so that nobody has to look through the same again.
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

/** A page is told in pieces: what waits for a slow reader is one of them. */
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
  const told = toFeedEvent(event, source);
  return `id: ${told.cursor}\nevent: ${told.type}\ndata: ${JSON.stringify(told)}\n\n`;
};

/** An id without data moves a reader's Last-Event-ID and is no event. */
const heartbeat = (cursor: Cursor | undefined): string => (cursor === undefined ? ':\n\n' : `:\nid: ${cursor}\n\n`);
