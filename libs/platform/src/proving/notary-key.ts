import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { keyText, noteSigner, type NoteSigner } from '@jwg/ledger-proof';
import { ProofUnusable } from './proof-unusable.js';

export interface NotaryKey {
  readonly signer: NoteSigner;
  /** The log's name, in every checkpoint. Random, so that no two ledgers have the same. */
  readonly origin: string;
  /** The public key, as people pin it. */
  readonly publicKey: string;
}

const FILE = 'key.json';

/** @throws ProofUnusable  there is none, or it is no key */
export const readNotaryKey = (folder: string): NotaryKey => {
  try {
    const { origin, key } = JSON.parse(readFileSync(join(folder, FILE), 'utf8')) as Kept;
    const privateKey = createPrivateKey({ key, format: 'jwk' });
    // Node takes `d` and does not check whether `x` belongs to it.
    if (key.crv !== 'Ed25519' || createPublicKey(privateKey).export({ format: 'jwk' }).x !== key.x)
      throw new TypeError('it holds no pair of Ed25519 keys');
    return notaryKey(origin, privateKey);
  } catch (error) {
    throw new ProofUnusable(folder, `${FILE} is missing or damaged`, { cause: error });
  }
};

/** Makes the key where nothing was signed yet and no key was put. Processes that start together agree on one. */
export const makeNotaryKey = (folder: string): void => {
  const file = join(folder, FILE);
  if (existsSync(file)) return;
  const key = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as Kept['key'];
  const unfinished = `${file}.${randomUUID()}`;
  makeFolder(folder);
  try {
    const kept: Kept = { origin: `jwg-ledger/${randomUUID()}`, key };
    writeFileSync(unfinished, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true });
    linkSync(unfinished, file); // the whole file or nothing, and never over another process's file
    syncFolder(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
};

/** Not the folders above it: where the data folder was moved away, none may stand in its place when it comes back. */
const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return;
  mkdirSync(folder);
  syncFolder(dirname(folder));
};

const syncFolder = (folder: string): void => {
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
};

interface Kept {
  readonly origin: string;
  readonly key: { readonly kty: string; readonly crv: string; readonly x: string; readonly d: string };
}

const notaryKey = (origin: string, privateKey: KeyObject): NotaryKey => ({
  origin,
  signer: noteSigner(origin, privateKey),
  publicKey: keyText(origin, privateKey),
});
