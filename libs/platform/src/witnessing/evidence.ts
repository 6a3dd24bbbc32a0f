import { cosignerVerifier, judge, noteVerifier, parseCheckpoint, parseNote, signedBy } from '@jwg/ledger-proof';

/** Why a witness has not co-signed: two checkpoints that do not go together. Anybody can check it, by this file alone. */
export interface Evidence {
  /** The public key of the ledger, and that of the witness. */
  readonly ledger: string;
  readonly witness: string;
  readonly foundAt: string;
  /** What the ledger had signed before, with the witness's co-signature, which has its time. */
  readonly seen: string;
  /** What the ledger showed then. */
  readonly shown: string;
  /** By the ledger's own hashes: the root that it says it had at the size of `seen`, and how that leads to `shown`. */
  readonly rootThen: string;
  readonly proof: readonly string[];
}

export interface EvidenceChecked {
  /** Whether the ledger is shown to have contradicted itself. */
  readonly proved: boolean;
  /** What follows, in words. */
  readonly what: string;
  readonly seen: number;
  readonly shown: number;
}

/**
 * Checks evidence by what is in it, and by nothing else.
 *
 * @throws Error  it is no evidence, or somebody else has signed it
 */
export const checkEvidence = (given: Evidence): EvidenceChecked => {
  const ledger = noteVerifier(given.ledger);
  const [before, now] = [parseNote(given.seen), parseNote(given.shown)];
  const signers = [ledger, cosignerVerifier(given.witness)];
  if (signedBy(before, signers).length < 2) throw new Error('What was seen is not signed by ledger and witness.');
  if (signedBy(now, [ledger]).length === 0) throw new Error('What was shown is not signed by the ledger.');
  const [seen, shown] = [parseCheckpoint(before.text), parseCheckpoint(now.text)];
  if (seen.origin !== ledger.name || shown.origin !== ledger.name) throw new Error('They are of different logs.');
  const rootThen = Buffer.from(given.rootThen, 'base64');
  const verdict = judge({ seen, shown, rootThen, proof: given.proof.map((it) => Buffer.from(it, 'base64')) });
  const sizes = { seen: seen.size, shown: shown.size };
  const among = `${sizes.seen} events and ${sizes.shown} events`;
  switch (verdict) {
    case 'contradicts':
      return { proved: true, ...sizes, what: `The key of ${ledger.name} has signed two histories, of ${among}.` };
    case 'isOlder':
      return {
        proved: false,
        ...sizes,
        what: `The ledger showed ${sizes.shown} events after ${sizes.seen}. It was put back, or a copy was old. Each was signed once, so this alone proves nothing.`,
      };
    case 'isNotProved':
      return {
        proved: false,
        ...sizes,
        what: `The ledger did not prove that its ${sizes.shown} events begin with the ${sizes.seen} that it had signed. Its hashes lead to another root.`,
      };
    case 'extends':
      return { proved: false, ...sizes, what: `Nothing is wrong: ${sizes.shown} events begin with ${sizes.seen}.` };
  }
};
