import type { LedgerEvent, Metadata } from '@jwg/domain';
import type { StoredEvent } from '@jwg/event-sourcing';

/** An event of the ledger's own language, with its envelope. */
export type LedgerStoredEvent<E extends LedgerEvent = LedgerEvent> = StoredEvent<E, Metadata>;
