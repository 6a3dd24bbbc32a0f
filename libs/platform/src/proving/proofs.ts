import { LedgerError, type EventStore } from '@jwg/event-sourcing';
import { consistencyProof, hashesIn, inclusionProof, rootOf, tilesOnPaths, type TreeHashes } from '@jwg/ledger-proof';
import { Bundles } from './bundles.js';
import { Cosignatures } from './cosignatures.js';
import type { LatestCheckpoint, ProofStore } from './proof-store.js';
import { ProofTiles } from './proof-tiles.js';

/** That an event is in the tree at its position (RFC 6962). Hashes are in base64, as in the checkpoint. */
export interface InclusionProof {
  readonly position: number;
  readonly size: number;
  /** The text that the leaf is made of: SHA-256 of a zero byte and this. Of an internal event it is sealed. */
  readonly entry: string;
  /** The hash that stands in the tree. */
  readonly leaf: string;
  /** From the leaf's sibling to the root's child. */
  readonly proof: readonly string[];
  readonly root: string;
  /** The signed note over this root; only where no size was asked for. */
  readonly checkpoint?: string;
}

/** That the tree of size `to` begins with the tree of size `from` (RFC 6962). Hashes are in base64. */
export interface ConsistencyProof {
  readonly from: number;
  readonly to: number;
  readonly proof: readonly string[];
  readonly rootFrom: string;
  readonly rootTo: string;
  /** The signed note over the larger root; only where no `to` was asked for. */
  readonly checkpoint?: string;
}

/** Makes proofs of the stored hashes. Nothing is proved that is not under the latest signed checkpoint. */
export class Proofs {
  constructor(
    private readonly store: ProofStore,
    readonly tiles: ProofTiles,
    readonly cosignatures: Cosignatures,
    readonly bundles: Bundles,
  ) {}

  /**
   * @param size  the latest checkpoint's if missing
   * @throws NothingSigned, OutsideTree, ProofUnusable
   */
  async inclusion(position: number, size?: number): Promise<InclusionProof> {
    const latest = await this.latest();
    const of = size ?? latest.head.size;
    requireAtMost('/size', of, latest.head.size);
    requireAtMost('/position', position, of - 1, size === undefined ? LATER : 'the tree of this size ends there');
    const hashes = await this.hashes(latest, [position, of - 1]);
    const made = {
      leaf: text(hashes.at(0, position)),
      proof: inclusionProof(hashes, position, of).map(text),
      root: text(rootIn(hashes, of, latest)),
    };
    const [entry = ''] = await this.tiles.entriesFrom(position, 1);
    return { position, size: of, entry, ...made, ...(size === undefined && { checkpoint: latest.note }) };
  }

  /**
   * @param to  the latest checkpoint's size if missing
   * @throws NothingSigned, OutsideTree, ProofUnusable
   */
  async consistency(from: number, to?: number): Promise<ConsistencyProof> {
    const latest = await this.latest();
    const upTo = to ?? latest.head.size;
    requireAtMost('/to', upTo, latest.head.size);
    requireAtMost('/from', from, upTo, to === undefined ? LATER : 'the larger tree is the one of to');
    const hashes = await this.hashes(latest, [from - 1, from, upTo - 1]);
    const made = {
      proof: consistencyProof(hashes, from, upTo).map(text),
      rootFrom: text(rootOf(hashes, from)),
      rootTo: text(rootIn(hashes, upTo, latest)),
    };
    return { from, to: upTo, ...made, ...(to === undefined && { checkpoint: latest.note }) };
  }

  private async latest(): Promise<LatestCheckpoint> {
    const latest = await this.store.latest();
    if (!latest) throw new NothingSigned();
    return latest;
  }

  private async hashes({ head }: LatestCheckpoint, leaves: readonly number[]): Promise<TreeHashes> {
    const tiles = tilesOnPaths(head.size, leaves);
    return hashesIn(tiles, await this.store.tiles(tiles));
  }
}

/** @param witnesses  the public keys of those whose co-signatures are taken */
export const proofsOf = (
  { store, stored }: { readonly store: ProofStore; readonly stored: EventStore },
  witnesses: readonly string[],
  clock: () => Date,
): Proofs => {
  const cosignatures = new Cosignatures(store, witnesses, clock);
  return new Proofs(store, new ProofTiles(store, stored), cosignatures, new Bundles(store, stored, cosignatures));
};

const rootIn = (hashes: TreeHashes, size: number, { head }: LatestCheckpoint): Uint8Array =>
  size === head.size ? head.root : rootOf(hashes, size);

const text = (hash: Uint8Array): string => Buffer.from(hash).toString('base64');

const LATER = 'what came later is not signed yet';

const requireAtMost = (field: string, given: number, most: number, why = LATER): void => {
  if (given > most) throw new OutsideTree(field, most, why);
};

/** There is no such leaf, or no such tree, under the latest signed checkpoint. */
export class OutsideTree extends LedgerError {
  override readonly name = 'OutsideTree';
  readonly kind = 'invalid';
  readonly problems: readonly { readonly field: string; readonly rule: string }[];
  constructor(field: string, most: number, why = LATER) {
    const rule = `must be at most ${most}; ${why}`;
    super(`${field} ${rule}`);
    this.problems = [{ field, rule }];
  }
}

/** The ledger has no event yet, or its events are signed in a moment. */
export class NothingSigned extends LedgerError {
  override readonly name = 'NothingSigned';
  readonly kind = 'notFound';
  override readonly wayOut = 'Ask again when /checkpoint is there.';
  constructor() {
    super('Nothing of this ledger is signed yet, so nothing can be proved.');
  }
}
