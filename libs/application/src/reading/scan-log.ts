import { setImmediate as letOthersIn } from 'node:timers/promises';
import type { Cursor, EventStore } from '@jwg/event-sourcing';
import type { LedgerStoredEvent } from '@jwg/platform';

/** What one look at the log may cost: some 50 ms, in steps between which others have their turn. */
export const SCANNED_AT_MOST = 10_000;
const STEP = 500;

interface Scan {
  /** From the start without it. */
  readonly after: Cursor | undefined;
  /** How many events are enough. */
  readonly limit: number;
  wants(event: LedgerStoredEvent): boolean;
}

export interface Scanned {
  readonly events: readonly LedgerStoredEvent[];
  /** Of the last event that was looked at, wanted or not: where to go on. Missing before the ledger's first event. */
  readonly cursor?: Cursor;
  /** There may be more now; false at the end of the ledger. */
  readonly more: boolean;
}

/**
 * The next events that are wanted, in order. It looks at a bounded number of events, so what is rare may not be found at
 * once, although there is more: go on from `cursor`.
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
      if (events.length === limit) return { events, cursor, more: batch.length === step || event !== batch.at(-1) };
    }
    if (batch.length < step) return { events, cursor, more: false };
    await letOthersIn();
  }
  return { events, cursor, more: true };
};
