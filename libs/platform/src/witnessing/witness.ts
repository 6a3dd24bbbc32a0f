import {
  consistencyProof,
  judge,
  noteVerifier,
  parseCheckpoint,
  parseNote,
  rootOf,
  signedBy,
  signNote,
  withSignatures,
  type TreeHead,
  type Verdict,
} from '@jwg/ledger-proof';
import type { Evidence } from './evidence.js';
import { LedgerSaidNo, type WatchedLog } from './watched-log.js';
import type { WitnessKey } from './witness-key.js';
import type { WitnessMemory } from './witness-memory.js';

/** What came of one look at the ledger. */
export type Looked =
  | { readonly outcome: 'cosigned' | 'nothingNew'; readonly size: number }
  | {
      readonly outcome: Exclude<Verdict, 'extends'>;
      readonly seen: number;
      readonly size: number;
      /** The file in which the evidence is; missing where there is enough of the same. */
      readonly evidence?: string;
    };

interface Shown {
  readonly note: string;
  readonly head: TreeHead;
}

/**
 * Co-signs what a ledger shows, if it begins with what this witness saw last. It remembers first and signs then: cut off
 * anywhere, it has at most seen something that it hands in later.
 */
export class Witness {
  private handed?: string;
  private refused?: string;

  constructor(
    private readonly key: WitnessKey,
    /** The ledger's public key. */
    private readonly ledger: string,
    private readonly memory: WitnessMemory,
    private readonly log: WatchedLog,
    private readonly clock: () => Date,
  ) {}

  /** @throws LedgerSaidNo, WitnessFileUnusable */
  async look(): Promise<Looked> {
    const seen = this.seen();
    const shown = await this.newest(seen);
    const { verdict, rootThen, proof } = await this.judged(seen, shown);
    if (seen && verdict !== 'extends') {
      const evidence = await this.refuse(seen, shown, { rootThen, proof });
      return { outcome: verdict, seen: seen.head.size, size: shown.head.size, ...(evidence && { evidence }) };
    }
    const note = seen?.head.size === shown.head.size ? seen.note : await this.cosign(shown);
    const outcome = this.handed === note ? 'nothingNew' : 'cosigned';
    if (outcome === 'cosigned') await this.log.hand(note);
    this.handed = note;
    return { outcome, size: shown.head.size };
  }

  private seen(): Shown | undefined {
    const note = this.memory.recall()?.seen;
    return note === undefined ? undefined : this.shown(note);
  }

  /** What the ledger offers; the latest if that is older, because another witness is behind. */
  private async newest(seen: Shown | undefined): Promise<Shown> {
    const offered = this.shown(await this.log.checkpoint('/to-cosign'));
    return seen && offered.head.size < seen.head.size ? this.shown(await this.log.checkpoint('')) : offered;
  }

  private async judged(seen: Shown | undefined, { head: shown }: Shown) {
    if (!seen || shown.size <= seen.head.size) {
      const rootThen = shown.root;
      const verdict: Verdict = seen ? judge({ seen: seen.head, shown, rootThen, proof: [] }) : 'extends';
      return { verdict, rootThen, proof: [] };
    }
    const hashes = await this.log.hashes(shown.size, seen.head.size);
    const rootThen = rootOf(hashes, seen.head.size);
    const proof = consistencyProof(hashes, seen.head.size, shown.size);
    return { verdict: judge({ seen: seen.head, shown, rootThen, proof }), rootThen, proof };
  }

  private async cosign({ note }: Shown): Promise<string> {
    const { text, signatures } = parseNote(note);
    const own = parseNote(signNote(text, this.key.signer)).signatures;
    const cosigned = withSignatures(`${text}\n`, [...signatures.filter(isOf(noteVerifier(this.ledger))), ...own]);
    await this.memory.remember({ ledger: this.ledger, seen: cosigned });
    return cosigned;
  }

  private async refuse(seen: Shown, shown: Shown, made: { rootThen: Uint8Array; proof: readonly Uint8Array[] }) {
    if (this.refused === shown.note) return undefined;
    this.refused = shown.note;
    const evidence: Evidence = {
      ledger: this.ledger,
      witness: this.key.publicKey,
      foundAt: this.clock().toISOString(),
      seen: seen.note,
      shown: shown.note,
      rootThen: Buffer.from(made.rootThen).toString('base64'),
      proof: made.proof.map((it) => Buffer.from(it).toString('base64')),
    };
    return this.memory.keep(evidence, this.clock());
  }

  /** @throws LedgerSaidNo  it is no checkpoint of this ledger */
  private shown(note: string): Shown {
    const verifier = noteVerifier(this.ledger);
    try {
      const parsed = parseNote(note);
      const head = parseCheckpoint(parsed.text);
      if (head.origin !== verifier.name || signedBy(parsed, [verifier]).length === 0)
        throw new TypeError('it is not signed by the key of this ledger');
      return { note, head };
    } catch (error) {
      throw new LedgerSaidNo(`What the ledger shows is not taken: ${(error as Error).message}`, { cause: error });
    }
  }
}

const isOf =
  (verifier: { readonly keyId: Buffer }) =>
  ({ keyId }: { readonly keyId: Buffer }): boolean =>
    keyId.equals(verifier.keyId);
