import { parseCheckpoint, parseNote, signedBy, type NoteVerifier, type TreeHead } from '@jwg/ledger-proof';
import type { Wrong } from './recompute.js';

/** @throws Error  it is no checkpoint, or the trusted key has not signed it */
export const headIn = (note: string, verifier: NoteVerifier | undefined): TreeHead => {
  const parsed = parseNote(note);
  const head = parseCheckpoint(parsed.text);
  if (!verifier) throw new Error('No key is known that a kept checkpoint could be signed by. Name it with --key.');
  if (head.origin !== verifier.name || signedBy(parsed, [verifier]).length === 0)
    throw new Error(
      `The checkpoint of size ${head.size} of ${head.origin} is not signed by the key of ${verifier.name}.`,
    );
  return head;
};

/** Looks, and notes what is wrong instead of throwing it. */
export const noting =
  (wrong: Wrong[]) =>
  <T>(look: () => T): T | undefined => {
    try {
      return look();
    } catch (error) {
      wrong.push({ what: (error as Error).message });
      return undefined;
    }
  };
