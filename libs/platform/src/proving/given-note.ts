import { LedgerError, type ErrorKind } from '@jwg/event-sourcing';
import {
  parseCheckpoint,
  parseNote,
  signedBy,
  type NoteVerifier,
  type SignedNote,
  type TreeHead,
} from '@jwg/ledger-proof';

/** A checkpoint that somebody sent. */
export interface GivenNote extends SignedNote {
  readonly head: TreeHead;
}

/** @throws CosignatureRefused  it is none */
export const givenNote = (note: string): GivenNote => {
  try {
    const { text, signatures } = parseNote(note);
    return { text, signatures, head: parseCheckpoint(text) };
  } catch (error) {
    throw new CosignatureRefused('invalid', (error as Error).message, { cause: error });
  }
};

export const isSignedBy = (note: SignedNote, verifier: NoteVerifier): boolean => {
  try {
    return signedBy(note, [verifier]).length > 0;
  } catch {
    return false;
  }
};

/** A co-signature that this ledger does not take. */
export class CosignatureRefused extends LedgerError {
  override readonly name = 'CosignatureRefused';
  override readonly wayOut = 'Send the note of /checkpoint/to-cosign with the line of a witness in JWG_WITNESSES.';
  constructor(
    readonly kind: ErrorKind & ('invalid' | 'notAllowed' | 'refused'),
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
