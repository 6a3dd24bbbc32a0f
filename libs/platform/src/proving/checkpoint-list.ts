import { cosignedAt, parseCheckpoint, parseNote } from '@jwg/ledger-proof';
import type { CosignedCheckpoint } from './proof-store.js';

/** The checkpoints that the ledger still has, with who has co-signed them. */
export interface CheckpointList {
  /** The latest first: at most the newest, the newest that is co-signed, and the one with the most co-signatures. */
  readonly checkpoints: readonly ListedCheckpoint[];
  /** The public keys of the witnesses whose co-signatures are taken. */
  readonly witnesses: readonly string[];
}

/** A checkpoint, told from its signed note. */
export interface ListedCheckpoint {
  /** How many events it covers, from the first on. */
  readonly size: number;
  /** In base64. */
  readonly root: string;
  readonly cosignatures: readonly Cosignature[];
  /** When the first co-signature of it came, by the clock of the ledger. */
  readonly cosignedSince?: string;
  /** The signed note itself, with a line for each witness. */
  readonly note: string;
}

export interface Cosignature {
  readonly witness: string;
  /** When the witness signed, by its own clock. */
  readonly at: string;
}

/** @param since  missing where nobody has co-signed it */
export const listed = ({ note, since }: { note: string } & Partial<CosignedCheckpoint>): ListedCheckpoint => {
  const { text, signatures } = parseNote(note);
  const { size, root } = parseCheckpoint(text);
  const cosignatures = signatures
    .slice(1)
    .map(({ name, signature }) => ({ witness: name, at: cosignedAt(signature).toISOString() }));
  return {
    size,
    root: Buffer.from(root).toString('base64'),
    cosignatures,
    ...(cosignatures.length > 0 && since !== undefined && { cosignedSince: since }),
    note,
  };
};
