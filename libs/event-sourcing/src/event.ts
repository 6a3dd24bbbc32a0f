/** A fact, as a decider names it: what happened and its particulars. Never edited once stored. */
export interface Fact<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
}

/** A fact on its way into the store. `metadata` is the rest of the envelope; the kernel only passes it on. */
export type NewEvent<F extends Fact = Fact, Metadata = unknown> = F & {
  /** UUID. The same id at the same place is the same event: appending it again changes nothing. */
  readonly id: string;
  /** The version of the form of `data`: 1, 2, 3 … for each type (see upcasting.ts). */
  readonly schemaVersion: number;
  readonly metadata: Metadata;
  /** When the ledger recorded it: ISO 8601, UTC, milliseconds. */
  readonly recordedAt: string;
};

/** A fact in the store, with its revision, its position and its cursor. */
export type StoredEvent<F extends Fact = Fact, Metadata = unknown> = NewEvent<F, Metadata> & {
  readonly stream: string;
  /** Place in the stream: 0, 1, 2 … without gaps. */
  readonly revision: number;
  /** Place in the ledger: 0, 1, 2 … without gaps, the same after a move to another store. People cite this number. */
  readonly position: number;
  /** The adapter's cursor for this event; pass it to `readAll` to continue after the event. */
  readonly cursor: Cursor;
};

/** An adapter's opaque mark of a place in the log. */
export type Cursor = string;

/** Where a ledger ends. */
export interface LastEvent extends Pick<StoredEvent, 'position' | 'cursor'> {
  /** Missing where to know it would take another read. */
  readonly recordedAt?: string;
}
