import { LedgerError, type EventStore } from '@jwg/event-sourcing';
import { openSqliteEventStore } from '@jwg/event-store';
import { GrowingTree, HASH_BYTES, noteVerifier, sameBytes, TILE_WIDTH } from '@jwg/ledger-proof';
import type { LeftOut } from './check-effects.js';
import { cosignedBy, type CosignedBy } from './cosigned-by.js';
import { headIn, noting } from './head-in.js';
import { ProofFolder, proofFolderOf, type LatestCheckpoint } from './proof-folder.js';
import type { LeafAt, Wrong } from './recompute.js';
import { skippedIn } from './skipped-in.js';
import { verifyEvents, type ShowProgress } from './verify-events.js';
import { verifyQuickly } from './verify-quickly.js';
import { verifyRows } from './verify-rows.js';

/** What to verify, and what somebody has kept of it elsewhere. */
export interface ToVerify {
  readonly folder: string;
  /** The public key that is trusted. Without it, the key in the folder is, which whoever holds the folder can replace. */
  readonly key?: string;
  /** Signed checkpoints that were kept elsewhere. */
  readonly kept?: readonly string[];
  /** The public keys of witnesses who must have co-signed a checkpoint that is there. */
  readonly witnesses?: readonly string[];
  /** Whether the read models are folded anew and compared, too. */
  readonly deep?: boolean;
}

export interface Verified {
  readonly events: number;
  /** The root of all events, as hexadecimal digits. */
  readonly root: string;
  /** The latest checkpoint in the folder. */
  readonly checkpoint?: {
    readonly size: number;
    readonly origin: string;
    readonly key?: string;
    readonly note: string;
  };
  /** Events that came after it. */
  readonly unsigned: number;
  /** How many kept checkpoints the ledger was compared with. */
  readonly kept: number;
  /** What the witnesses that were asked for have co-signed. */
  readonly cosigned: readonly CosignedBy[];
  /** Effects that an operator had the policy leave out. The proof does not cover who wanted it so. */
  readonly leftOut: readonly LeftOut[];
  readonly wrong: readonly Wrong[];
}

/**
 * Verifies a data folder: its events against what was signed, there and elsewhere, and against the rules. Writes nothing.
 *
 * @throws LedgerMissing, FolderNotWritable, LedgerTooNew  it cannot be verified here
 * @throws TypeError  a key that was given is none
 */
export const verifyFolder = async (
  { folder, key, kept = [], witnesses = [], deep = false }: ToVerify,
  progress?: ShowProgress,
): Promise<Verified> => {
  const proof = new ProofFolder(proofFolderOf(folder));
  const wrong: Wrong[] = [];
  const note = noting(wrong);
  const latest = note(() => proof.latest()); // before the events, which may grow meanwhile
  const ownKey = latest && proof.key().publicKey;
  const trusted = key ?? ownKey;
  const verifier = trusted === undefined ? undefined : noteVerifier(trusted);
  const ownCosigned = note(() => proof.cosigned().map((it) => it.note)) ?? [];
  const notes = [...(latest ? [latest.note] : []), ...ownCosigned, ...kept];
  const heads = notes.flatMap((it) => note(() => headIn(it, verifier)) ?? []);
  const ofWitnesses = cosignedBy(notes, witnesses);
  const opened = await openToVerify(folder, wrong);
  const look = async (store: EventStore) => {
    const skipped = await skippedIn(folder);
    const quick =
      latest &&
      wrong.length === 0 &&
      (await verifyQuickly({ folder, store, proof, heads, head: latest.head, skipped }, progress));
    const leafAt = quick ? undefined : latest && note(() => signedLeaves(proof, latest));
    const seen = quick || (await verifyEvents(store, heads, leafAt, progress, skipped));
    const rows = deep && seen.wrong.length === 0 ? await verifyRows(folder, store, progress ?? (() => {})) : [];
    return { ...seen, wrong: [...seen.wrong, ...rows] };
  };
  const seen = opened
    ? await look(opened).finally(() => opened.close())
    : { events: 0, root: new Uint8Array(), wrong: [], leftOut: [] };
  wrong.push(...seen.wrong, ...ofWitnesses.wrong);
  const { events, root, leftOut } = seen;
  return {
    events,
    root: Buffer.from(root).toString('hex'),
    ...(latest && { checkpoint: { ...namesOf(latest), key: ownKey!, note: latest.note } }),
    unsigned: Math.max(0, events - (latest?.head.size ?? 0)),
    kept: kept.length,
    cosigned: ofWitnesses.cosigned,
    leftOut,
    wrong,
  };
};

const namesOf = ({ head: { size, origin } }: LatestCheckpoint) => ({ size, origin });

/**
 * The stored hashes of the leaves, tile by tile.
 *
 * @throws ProofUnusable  they are not those that were signed, so they cannot tell which event is wrong
 */
const signedLeaves = (proof: ProofFolder, { head }: LatestCheckpoint): LeafAt => {
  proof.treeOf(head);
  const tree = GrowingTree.empty();
  let at = -1;
  let tile: Uint8Array = new Uint8Array();
  const leafAt: LeafAt = (position) => {
    if (position >= head.size) return undefined;
    const index = Math.floor(position / TILE_WIDTH);
    if (index !== at) [at, tile] = [index, proof.reading((hashes) => hashes.tile(0, index))];
    const first = (position % TILE_WIDTH) * HASH_BYTES;
    return tile.subarray(first, first + HASH_BYTES);
  };
  while (tree.size < head.size) tree.add(leafAt(tree.size)!);
  if (!sameBytes(tree.root(), head.root))
    throw new Error(`The hashes in ${proof.path} are not those that were signed.`);
  return leafAt;
};

/** A file that is no whole ledger any more is wrong; one that is not there, or of a later version, cannot be verified. */
const openToVerify = async (folder: string, wrong: Wrong[]): Promise<EventStore | undefined> => {
  try {
    return openSqliteEventStore({ folder, readOnly: true });
  } catch (error) {
    const isDamage = error instanceof LedgerError && ['LedgerDamaged', 'NotALedger'].includes(error.name);
    if (!isDamage) throw error;
    wrong.push({ what: error.message });
    return undefined;
  }
};
