import type { Cursor } from './event.js';

/** A tile of the proofs' tree. */
export interface TileOfTree {
  readonly level: number;
  readonly index: number;
}

/** What is written into a tile: everything from a byte on. */
export interface PartOfTile extends TileOfTree {
  readonly from: number;
  readonly bytes: Uint8Array;
}

/** A cursor of an event, and the event's position. */
export interface PlaceInLedger {
  readonly position: number;
  readonly cursor: Cursor;
}

/** What was signed last, and the event that it ends with. */
export interface LastSigned {
  readonly note: string;
  readonly cursor: Cursor;
}

/**
 * What proofs are made of, where several processes share it. It knows bytes and texts alone. When a write resolves, it
 * survives a power cut, and every process sees it.
 */
export interface ProofBook {
  /** The bytes of each tile, as many as there are. */
  tiles(wanted: readonly TileOfTree[]): Promise<Uint8Array[]>;
  lastSigned(): Promise<LastSigned | undefined>;
  /** Writes what no signature needs yet. */
  fill(parts: readonly PartOfTile[], places: readonly PlaceInLedger[]): Promise<void>;
  /**
   * Writes both, and what was signed over them, in one transaction.
   *
   * @param after  where the last one ends, as the writer believes
   * @throws CheckpointMoved  it no longer ends there; nothing is written
   */
  sign(
    parts: readonly PartOfTile[],
    places: readonly PlaceInLedger[],
    last: LastSigned,
    after: Cursor | undefined,
  ): Promise<void>;
  /** The last known place before a position; `undefined` where none is known. */
  placeBefore(position: number): Promise<PlaceInLedger | undefined>;
  text(name: string): Promise<string | undefined>;
  /** Keeps the first text of that name. Answers the one that is kept. */
  keepText(name: string, text: string): Promise<string>;
  /** Changes a text; who changes it at the same time waits. */
  changeText(name: string, change: (text: string | undefined) => string): Promise<void>;
}
