import { LedgerError } from '@jwg/event-sourcing';

/** What the notary has stored cannot be what it had signed. It signs nothing until a human has looked. */
export class ProofUnusable extends LedgerError {
  override readonly name = 'ProofUnusable';
  readonly kind = 'cannotOpen';
  constructor(folder: string, what: string, options?: ErrorOptions) {
    super(
      `${folder} cannot be used: ${what}. Nothing is signed until it is put back from a backup that agrees with the checkpoint.`,
      options,
    );
  }
}
