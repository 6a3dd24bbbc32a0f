import {
  checkpointText,
  cosignerVerifier,
  hashesIn,
  noteVerifier,
  parseCheckpoint,
  parseNote,
  rootOf,
  sameBytes,
  tilesOnPaths,
  withSignatures,
  type NoteVerifier,
  type SignedNote,
} from '@jwg/ledger-proof';
import { listed, type CheckpointList } from './checkpoint-list.js';
import { CosignatureRefused, givenNote, isSignedBy, type GivenNote } from './given-note.js';
import type { CosignedCheckpoint, ProofStore } from './proof-store.js';

/** So long the same checkpoint is offered after the first co-signature, so that witnesses meet at one. */
export const ROUND_MS = 10_000;

/**
 * What witnesses have co-signed. Of all checkpoints it keeps two: the newest, and the one with the most co-signatures.
 */
export class Cosignatures {
  private readonly witnesses: readonly NoteVerifier[];

  constructor(
    private readonly store: ProofStore,
    /** Their public keys. */
    private readonly keysOfWitnesses: readonly string[],
    private readonly clock: () => Date,
  ) {
    this.witnesses = keysOfWitnesses.map(cosignerVerifier);
  }

  /** The public key of the ledger, and those of the witnesses; `undefined` before the first checkpoint. */
  async keys(): Promise<readonly string[] | undefined> {
    if (!(await this.store.latest())) return undefined;
    return [(await this.store.key()).publicKey, ...this.keysOfWitnesses];
  }

  /** The latest checkpoint, with the co-signatures that it has; `undefined` before the first. */
  async latest(): Promise<string | undefined> {
    const latest = await this.store.latest();
    return latest && this.cosigned(latest.note);
  }

  /** A checkpoint of the ledger, with the co-signatures that it has. */
  async cosigned(note: string): Promise<string> {
    const text = textOf(note);
    return (await this.kept()).find((it) => textOf(it.note) === text)?.note ?? note;
  }

  /** The newest of the checkpoints that the most witnesses have co-signed. */
  async best(): Promise<string | undefined> {
    return (await this.kept()).toSorted(byCount).at(-1)?.note;
  }

  /** All that it has of them. */
  async list(): Promise<CheckpointList> {
    const [kept, latest] = [await this.kept(), await this.store.latest()];
    const isKept = latest && kept.some(({ note }) => textOf(note) === textOf(latest.note));
    const all = [...kept.toSorted(bySize), ...(latest && !isKept ? [{ note: latest.note }] : [])];
    return { checkpoints: all.toReversed().map(listed), witnesses: this.keysOfWitnesses };
  }

  /** For those outside who keep checkpoints: the latest, and the one that the most witnesses have co-signed. */
  async toPublish(): Promise<readonly { readonly origin: string; readonly note: string }[]> {
    const notes = [await this.best(), await this.latest()].filter((it) => it !== undefined);
    return [...new Set(notes)].map((note) => ({ origin: parseCheckpoint(textOf(note)).origin, note }));
  }

  /** What a witness shall co-sign next: what another one has just co-signed, else the latest. */
  async offered(): Promise<string | undefined> {
    const newest = (await this.kept()).toSorted(bySize).at(-1);
    const isOpen =
      newest !== undefined &&
      countOf(newest) < this.witnesses.length &&
      this.clock().getTime() - Date.parse(newest.since) < ROUND_MS;
    return isOpen ? newest.note : this.latest();
  }

  /**
   * Takes the co-signatures in a note.
   *
   * @throws CosignatureRefused
   */
  async add(note: string): Promise<void> {
    const given = givenNote(note);
    await this.requireOurs(given);
    const lines = this.linesIn(given);
    if (lines.length === 0)
      throw new CosignatureRefused('notAllowed', 'No witness whose key is set here has co-signed this.');
    const { keyId: ours } = await this.store.key();
    const own = given.signatures.find(({ keyId }) => keyId.equals(ours))!;
    await this.store.changeCosigned((kept) => {
      const known = kept.find((it) => textOf(it.note) === given.text);
      const former = known ? this.linesIn(parseNote(known.note)) : [];
      const others = former.filter(({ keyId }) => !lines.some((it) => it.keyId.equals(keyId)));
      const entry: CosignedCheckpoint = {
        note: withSignatures(`${given.text}\n`, [own, ...others, ...lines]),
        since: known?.since ?? this.clock().toISOString(),
      };
      const all = [...kept.filter((it) => it !== known).map((it) => this.current(it)), entry];
      return [...new Set([all.toSorted(byCount).at(-1)!, all.toSorted(bySize).at(-1)!])];
    });
  }

  /** @throws CosignatureRefused  it is no part of this ledger’s history, or this ledger has not signed it */
  private async requireOurs(given: GivenNote): Promise<void> {
    const { text, head } = given;
    const [latest, { origin, publicKey }] = [await this.store.latest(), await this.store.key()];
    const isSigned = origin === head.origin && isSignedBy(given, noteVerifier(publicKey));
    if (!isSigned || text !== checkpointText(head)) throw new CosignatureRefused('refused', NOT_OURS);
    if (!latest || head.size > latest.head.size || head.size === 0)
      throw new CosignatureRefused('refused', 'This ledger has not signed so many events.');
    const tiles = tilesOnPaths(latest.head.size, [head.size - 1]);
    const root = rootOf(hashesIn(tiles, await this.store.tiles(tiles)), head.size);
    if (!sameBytes(root, head.root)) throw new CosignatureRefused('refused', NOT_OURS);
  }

  /** One line for each witness whose key is set; all others are left out. */
  private linesIn(note: SignedNote): SignedNote['signatures'] {
    return this.witnesses.flatMap((witness) => {
      const its = note.signatures.find(({ name, keyId }) => name === witness.name && keyId.equals(witness.keyId));
      return its && witness.verify(note.text, its.signature) ? [its] : [];
    });
  }

  private async kept(): Promise<CosignedCheckpoint[]> {
    return (await this.store.cosigned()).map((it) => this.current(it));
  }

  /** Without the lines of witnesses whose keys are no longer set. */
  private current({ note, since }: CosignedCheckpoint): CosignedCheckpoint {
    const { text, signatures } = parseNote(note);
    const current = this.linesIn({ text, signatures });
    return { note: withSignatures(`${text}\n`, [signatures[0]!, ...current]), since };
  }
}

const NOT_OURS = 'This is not a checkpoint that this ledger has signed.';

const textOf = (note: string): string => parseNote(note).text;
const countOf = ({ note }: CosignedCheckpoint): number => parseNote(note).signatures.length - 1;
const sizeOf = ({ note }: CosignedCheckpoint): number => parseCheckpoint(textOf(note)).size;
const bySize = (one: CosignedCheckpoint, other: CosignedCheckpoint): number => sizeOf(one) - sizeOf(other);
const byCount = (one: CosignedCheckpoint, other: CosignedCheckpoint): number =>
  countOf(one) - countOf(other) || bySize(one, other);
