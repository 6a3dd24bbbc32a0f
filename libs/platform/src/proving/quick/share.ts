import type { OfEffects } from '../check-effects.js';

/** Which of the ledger's streams one thread looks at: those whose number leaves `part` when it is divided by `parts`. */
export interface Share {
  readonly folder: string;
  readonly part: number;
  readonly parts: number;
  /** So many events were signed. */
  readonly signed: number;
}

/** What is known of a share's events from one position up to another. */
export interface SeenPart {
  /** How far from the first position each event is, and its leaf at the same place in `leaves`. */
  readonly places: Uint32Array<ArrayBuffer>;
  readonly leaves: Uint8Array<ArrayBuffer>;
  readonly effects: readonly OfEffects[];
}

/** Something is not as it was expected. It need not be wrong: what is wrong is found, and named, by looking slowly. */
export class Doubtful extends Error {
  override readonly name = 'Doubtful';
}
