import { LedgerError, type EventStore } from '@jwg/event-sourcing';
import { openSqliteEventStore } from '@jwg/event-store';
import {
  GrowingTree,
  HASH_BYTES,
  noteVerifier,
  parseCheckpoint,
  parseNote,
  sameBytes,
  signedBy,
  TILE_WIDTH,
  type NoteVerifier,
  type TreeHead,
} from '@jwg/ledger-proof';
import { ProofFolder, proofFolderOf, type LatestCheckpoint } from './proof-folder.js';
import { recompute, type LeafAt, type Wrong } from './recompute.js';

/** What to verify, and what somebody has kept of it elsewhere. */
export interface ToVerify {
  readonly folder: string;
  /** The public key that is trusted. Without it, the key in the folder is, which whoever holds the folder can replace. */
  readonly key?: string;
  /** Signed checkpoints that were kept elsewhere. */
  readonly kept?: readonly string[];
}

export interface Verified {
  readonly events: number;
  /** The root of all events, as hexadecimal digits. */
  readonly root: string;
  /** The latest checkpoint in the folder. */
  readonly checkpoint?: { readonly size: number; readonly origin: string; readonly key: string; readonly note: string };
  /** Events that came after it. */
  readonly unsigned: number;
  /** How many kept checkpoints the ledger was compared with. */
  readonly kept: number;
  readonly wrong: readonly Wrong[];
}

/**
 * Verifies a data folder: its events against what was signed, there and elsewhere. Writes nothing.
 *
 * @throws LedgerMissing, FolderNotWritable, LedgerTooNew  it cannot be verified here
 */
export const verifyFolder = async (
  { folder, key, kept = [] }: ToVerify,
  progress?: (events: number) => void,
): Promise<Verified> => {
  const proof = new ProofFolder(proofFolderOf(folder));
  const wrong: Wrong[] = [];
  const noting = <T>(look: () => T): T | undefined => {
    try {
      return look();
    } catch (error) {
      wrong.push({ what: (error as Error).message });
      return undefined;
    }
  };
  const latest = noting(() => proof.latest()); // before the events, which may grow meanwhile
  const ownKey = latest && proof.key().publicKey;
  const trusted = key ?? ownKey;
  const verifier = trusted === undefined ? undefined : noteVerifier(trusted);
  const heads = [...(latest ? [latest.note] : []), ...kept].flatMap(
    (note) => noting(() => headIn(note, verifier)) ?? [],
  );
  const leafAt = latest && noting(() => signedLeaves(proof, latest));

  const opened = await openToVerify(folder, wrong);
  const {
    events,
    root,
    wrong: first,
  } = opened
    ? await recompute(opened, heads, leafAt, progress).finally(() => opened.close())
    : { events: 0, root: new Uint8Array(), wrong: undefined };
  if (first) wrong.push(first);
  return {
    events,
    root: Buffer.from(root).toString('hex'),
    ...(latest && { checkpoint: { ...namesOf(latest), key: ownKey!, note: latest.note } }),
    unsigned: Math.max(0, events - (latest?.head.size ?? 0)),
    kept: kept.length,
    wrong,
  };
};

const namesOf = ({ head: { size, origin } }: LatestCheckpoint) => ({ size, origin });

/** @throws Error  it is no checkpoint, or the trusted key has not signed it */
const headIn = (note: string, verifier: NoteVerifier | undefined): TreeHead => {
  const parsed = parseNote(note);
  const head = parseCheckpoint(parsed.text);
  if (!verifier) throw new Error('No key is known that a kept checkpoint could be signed by. Name it with --key.');
  if (head.origin !== verifier.name || signedBy(parsed, [verifier]).length === 0)
    throw new Error(
      `The checkpoint of size ${head.size} of ${head.origin} is not signed by the key of ${verifier.name}.`,
    );
  return head;
};

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
