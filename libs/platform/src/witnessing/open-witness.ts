import { noteVerifier } from '@jwg/ledger-proof';
import { LedgerSaidNo, WatchedLog } from './watched-log.js';
import { Witness } from './witness.js';
import { WitnessFileUnusable, witnessKey } from './witness-key.js';
import { WitnessMemory } from './witness-memory.js';

export interface WitnessSettings {
  /** The file with the key; it is made if missing. What the witness has seen is kept beside it. */
  readonly key: string;
  readonly url: string;
  /** Of a new key. */
  readonly name?: string;
  /** The ledger's public key, as somebody told it. Without it, the first one that the ledger shows is trusted for good. */
  readonly ledger?: string;
  readonly clock?: () => Date;
}

export interface OpenWitness {
  readonly witness: Witness;
  readonly publicKey: string;
  readonly ledger: string;
  /** Whether the ledger's key was taken from the ledger itself, just now. */
  readonly trustedNow: boolean;
}

/** @throws WitnessFileUnusable, LedgerSaidNo, TypeError */
export const openWitness = async ({
  key: file,
  url,
  name,
  ledger: told,
  clock = () => new Date(),
}: WitnessSettings): Promise<OpenWitness> => {
  if (told !== undefined) noteVerifier(told);
  const key = witnessKey(file, clock, name);
  const memory = new WitnessMemory(file);
  const log = new WatchedLog(url);
  const known = memory.recall()?.ledger;
  if (known !== undefined && told !== undefined && known !== told)
    throw new WitnessFileUnusable(memory.file, new Error(`it belongs to the ledger with the key ${known}`));
  const ledger = known ?? told ?? (await firstKey(log));
  if (known === undefined) await memory.remember({ ledger });
  const witness = new Witness(key, ledger, memory, log, clock);
  return { witness, publicKey: key.publicKey, ledger, trustedNow: known === undefined && told === undefined };
};

const firstKey = async (log: WatchedLog): Promise<string> => {
  const [first = ''] = await log.keys();
  try {
    noteVerifier(first);
  } catch (error) {
    throw new LedgerSaidNo('The ledger shows no key.', { cause: error });
  }
  return first;
};
