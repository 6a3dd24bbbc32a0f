import type { LastSigned } from '@jwg/event-sourcing';
import { noteVerifier, parseCheckpoint, parseNote, signedBy } from '@jwg/ledger-proof';
import type { NotaryKey } from './notary-key.js';
import type { LatestCheckpoint } from './proof-store.js';
import { ProofUnusable } from './proof-unusable.js';

/**
 * The checkpoint that was kept, if the notary's key has signed it.
 *
 * @throws ProofUnusable
 */
export const signedCheckpoint = (last: LastSigned, { publicKey }: NotaryKey, place: string): LatestCheckpoint => {
  try {
    const parsed = parseNote(last.note);
    const head = parseCheckpoint(parsed.text);
    if (signedBy(parsed, [noteVerifier(publicKey)]).length === 0) throw new TypeError('another key has signed it');
    return { head, note: last.note, cursor: last.cursor };
  } catch (error) {
    throw new ProofUnusable(place, 'the checkpoint is damaged', { cause: error });
  }
};
