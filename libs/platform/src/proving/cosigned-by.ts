import { cosignerVerifier, parseCheckpoint, parseNote, signedBy, type NoteVerifier } from '@jwg/ledger-proof';
import type { Wrong } from './recompute.js';

/** The largest of the checkpoints at hand that a witness has co-signed. */
export interface CosignedBy {
  readonly witness: string;
  readonly size: number;
}

/**
 * What each of these witnesses has co-signed, among notes that were compared with the ledger. Who has co-signed none of
 * them is a finding: whoever names a witness wants to rely on it.
 *
 * @param keys  the public keys of the witnesses
 * @throws TypeError  one is no key of a witness
 */
export const cosignedBy = (
  notes: readonly string[],
  keys: readonly string[],
): { readonly cosigned: readonly CosignedBy[]; readonly wrong: readonly Wrong[] } => {
  const sizes = keys.map(cosignerVerifier).map((it) => ({ witness: it.name, size: largestBy(notes, it) }));
  return {
    cosigned: sizes.filter((it): it is CosignedBy => it.size !== undefined),
    wrong: sizes
      .filter(({ size }) => size === undefined)
      .map(({ witness }) => ({
        what: `No checkpoint that is here was co-signed by ${witness} with the key that was given.`,
      })),
  };
};

const largestBy = (notes: readonly string[], witness: NoteVerifier): number | undefined => {
  const sizes = notes.filter((it) => isBy(it, witness)).map((it) => parseCheckpoint(parseNote(it).text).size);
  return sizes.length > 0 ? Math.max(...sizes) : undefined;
};

/** What is no note, or not by the ledger, was noted before. */
const isBy = (note: string, witness: NoteVerifier): boolean => {
  try {
    return signedBy(parseNote(note), [witness]).length > 0;
  } catch {
    return false;
  }
};
