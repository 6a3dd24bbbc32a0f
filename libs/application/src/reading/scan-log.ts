import { setImmediate as letOthersIn } from 'node:timers/promises';
import { endsHere, type Cursor, type EventStore } from '@jwg/event-sourcing';
import type { LedgerStoredEvent } from '@jwg/platform';

/** The most events that one scan reads: about 50 ms of work, in steps that let other requests run in between. */
export const SCANNED_AT_MOST = 10_000;
const STEP = 500;

interface Scan {
  /** Without it, the scan begins at the start of the log. */
  readonly after: Cursor | undefined;
  /** The most events that the scan returns. */
  readonly limit: number;
  wants(event: LedgerStoredEvent): boolean;
}

export interface Scanned {
  readonly events: readonly LedgerStoredEvent[];
  /** Of the last event that was read, wanted or not; the next scan continues after it. Missing in an empty ledger. */
  readonly cursor?: Cursor;
  /** True when there may be more events; false at the end of the ledger. */
  readonly more: boolean;
}

/**
 * The next wanted events, in order. One scan reads a bounded number of events. It may therefore return none although
 * there are some later in the log: continue from `cursor`.
 *
 * @throws UnknownCursor, StoreUnavailable
 */
export const scanLog = async (store: Pick<EventStore, 'readAll'>, { after, limit, wants }: Scan): Promise<Scanned> => {
  const events: LedgerStoredEvent[] = [];
  let cursor = after;
  for (let scanned = 0, step = limit; scanned < SCANNED_AT_MOST; scanned += step, step = STEP) {
    const batch = (await store.readAll(cursor, step)) as LedgerStoredEvent[];
    for (const event of batch) {
      cursor = event.cursor;
      if (wants(event)) events.push(event);
      if (events.length === limit) return { events, cursor, more: !endsHere(batch, step) || event !== batch.at(-1) };
    }
    if (endsHere(batch, step)) return { events, cursor, more: false };
    if (events.length > 0 && batch.length < step) {
      const [next] = await store.readAll(cursor, 1); // large events: they need not fill the memory
      return { events, cursor, more: next !== undefined };
    }
    await letOthersIn();
  }
  return { events, cursor, more: true };
};
