import type { LeafEvent } from '../leaf.js';

export const BUNDLE_FORMAT = 'jwg-bundle/1';

/** What a ledger says of one forum, session or commitment, with all that is needed to check it without the ledger. */
export interface Bundle {
  readonly format: typeof BUNDLE_FORMAT;
  /** The id of the forum, session or commitment. */
  readonly about: string;
  /** For whom it was made: `everybody`, or the side whose internal events are in it too. */
  readonly reader: string;
  /** It tells of the positions before this one. */
  readonly upTo: number;
  /** The signed note. Its tree may be larger than what the bundle tells of. */
  readonly checkpoint: string;
  /** The ledger's public key. Whoever changes a bundle can change it too: compare it with one that was kept elsewhere. */
  readonly key: string;
  readonly streams: readonly BundledStream[];
  /** The entries of all other positions from `from` on, in order: they show that no later event was left out. */
  readonly entries: { readonly from: number; readonly texts: readonly string[] };
  /** The hashes of all other leaves (`subtreesWithout`), as base64. */
  readonly proof: readonly string[];
}

/** A whole stream, as far as the bundle tells of it and its reader may see. */
export interface BundledStream {
  readonly stream: string;
  /** As they are stored. */
  readonly events: readonly LeafEvent[];
  /** The leaf of each event, as base64: it tells which event was changed. */
  readonly leaves: readonly string[];
  /** The revisions that are internal to a side, and not in this bundle. */
  readonly leftOut: readonly number[];
  /** How many events the stream has up to the last one in this bundle, with those left out. */
  readonly count: number;
}
