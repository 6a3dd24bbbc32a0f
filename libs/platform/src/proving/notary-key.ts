import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { keyText, noteSigner, type NoteSigner } from '@jwg/ledger-proof';
import { newKey, privateKeyOf, syncFolder, writeOnce, type KeptKey } from '../key-file.js';
import { ProofUnusable } from './proof-unusable.js';

export interface NotaryKey {
  readonly signer: NoteSigner;
  /** The log's name, in every checkpoint. Random, so that no two ledgers have the same. */
  readonly origin: string;
  /** The public key, as people pin it. */
  readonly publicKey: string;
  /** What the file holds. */
  readonly text: string;
}

const FILE = 'key.json';

/**
 * @param known  as it was read before; it is taken again if the file holds the same
 * @throws ProofUnusable  there is none, or it is no key
 */
export const readNotaryKey = (folder: string, known?: NotaryKey): NotaryKey => {
  try {
    const text = readFileSync(join(folder, FILE), 'utf8');
    return text === known?.text ? known : notaryKey(text);
  } catch (error) {
    throw new ProofUnusable(folder, `${FILE} is missing or damaged`, { cause: error });
  }
};

/** Makes the key where nothing was signed yet and no key was put. Processes that start together agree on one. */
export const makeNotaryKey = (folder: string): void => {
  const file = join(folder, FILE);
  if (existsSync(file)) return;
  makeFolder(folder);
  const kept: Kept = { origin: `jwg-ledger/${randomUUID()}`, key: newKey() };
  writeOnce(file, kept);
};

/** Not the folders above it: where the data folder was moved away, none may stand in its place when it comes back. */
const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return;
  mkdirSync(folder);
  syncFolder(dirname(folder));
};

interface Kept {
  readonly origin: string;
  readonly key: KeptKey;
}

const notaryKey = (text: string): NotaryKey => {
  const { origin, key } = JSON.parse(text) as Kept;
  const privateKey = privateKeyOf(key);
  return { origin, signer: noteSigner(origin, privateKey), publicKey: keyText(origin, privateKey), text };
};
