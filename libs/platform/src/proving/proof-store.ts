import type { Cursor, PlaceInLedger } from '@jwg/event-sourcing';
import type { GrowingTree, HashTile, NewHash, TreeHead } from '@jwg/ledger-proof';
import type { NotaryKey } from './notary-key.js';

/** The last checkpoint that was signed, and the event that it ends with. */
export interface LatestCheckpoint {
  readonly head: TreeHead;
  /** The signed note. */
  readonly note: string;
  readonly cursor: Cursor;
}

/** A checkpoint with the co-signatures that have come for it. */
export interface CosignedCheckpoint {
  /** The signed note, with a line for each witness. */
  readonly note: string;
  /** When the first of them came. */
  readonly since: string;
}

/** Hashes, and the checkpoint that is signed over them. */
export interface SignedBatch {
  readonly hashes: readonly NewHash[];
  /** For stores in which a position is no cursor: where each tile of events ends. */
  readonly places: readonly PlaceInLedger[];
  readonly note: string;
  /** Of the last event. */
  readonly cursor: Cursor;
}

type Awaitable<T> = T | Promise<T>;

/** What the notary keeps: its key, the hashes of the tree, the last checkpoint, and what witnesses co-signed. */
export interface ProofStore {
  /** Where that is, for people. */
  readonly path: string;
  /** @throws ProofUnusable */
  latest(): Awaitable<LatestCheckpoint | undefined>;
  /** @throws ProofUnusable  it was lost after something was signed */
  key(): Awaitable<NotaryKey>;
  /** The bytes of these tiles, each as long as it is asked for. */
  tiles(tiles: readonly HashTile[]): Awaitable<readonly Uint8Array[]>;
  /**
   * The tree that the checkpoint covers.
   *
   * @throws ProofUnusable  the stored hashes do not lead to the root that was signed
   */
  treeOf(head: TreeHead): Awaitable<GrowingTree>;
  /** Writes hashes, each level's in order, that no checkpoint needs yet. */
  fill(hashes: readonly NewHash[], places: readonly PlaceInLedger[]): Promise<void>;
  /**
   * Writes hashes, and then the checkpoint that needs them. When it resolves, both survive a power cut; cut off anywhere,
   * the former checkpoint stands.
   *
   * @param after  where the last checkpoint ends, as the writer believes
   * @throws CheckpointMoved  it no longer ends there
   */
  sign(batch: SignedBatch, after: Cursor | undefined): Promise<void>;
  /** The key as it is kept; `undefined` where none is yet. */
  keyText(): Awaitable<string | undefined>;
  /** Keeps a key where none is yet. */
  putKey(text: string): Awaitable<void>;
  cosigned(): Awaitable<readonly CosignedCheckpoint[]>;
  /** Changes what is co-signed, one change after the other. When it resolves, the change survives a power cut. */
  changeCosigned(change: (kept: readonly CosignedCheckpoint[]) => readonly CosignedCheckpoint[]): Promise<void>;
  /** A cursor before that position, and the position that follows it. */
  placeBefore(position: number): Awaitable<{ readonly after: Cursor | undefined; readonly next: number }>;
}
