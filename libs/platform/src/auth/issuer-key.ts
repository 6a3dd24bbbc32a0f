import { createPublicKey, randomUUID, type KeyObject } from 'node:crypto';
import { closeSync, constants, fstatSync, lstatSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LedgerError } from '@jwg/event-sourcing';
import { newKey, privateKeyOf, writeOnce, type KeptKey } from '../key-file.js';

/** The name and the key with which an embedded ledger signs its tokens. */
export interface IssuerKey {
  /** `urn:jwg:local:` and a random id: a token of another ledger is from another issuer. */
  readonly issuer: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** The key cannot be used as it is. It is not replaced automatically, because a new key makes every token worthless. */
export class IssuerKeyUnusable extends LedgerError {
  override readonly name = 'IssuerKeyUnusable';
  readonly kind = 'cannotOpen';
  constructor(
    readonly file: string,
    why: string,
  ) {
    super(`${file} ${why}`);
  }
}

/**
 * The folder's key. Makes one if there is none yet. Processes that start together agree on one key.
 *
 * @throws IssuerKeyUnusable
 */
export const issuerKey = (folder: string): IssuerKey => {
  const file = fileIn(folder);
  return read(file) ?? (make(file), read(file)!);
};

/**
 * The folder's key; `undefined` where the first start would make one.
 *
 * @throws IssuerKeyUnusable
 */
export const storedIssuerKey = (folder: string): IssuerKey | undefined => read(fileIn(folder));

/** Whether the folder has one, or something in its place. */
export const hasIssuerKey = (folder: string): boolean =>
  lstatSync(fileIn(folder), { throwIfNoEntry: false }) !== undefined;

const fileIn = (folder: string): string => join(folder, 'issuer-key.json');

/**
 * The key from the settings, for copies of the server that share no folder.
 *
 * @throws IssuerKeyUnusable
 */
export const givenIssuerKey = (text: string): IssuerKey =>
  keyIn('JWG_ISSUER_KEY', text, 'holds no key: it has to be what issuer-key.json in a data folder holds');

interface Kept {
  readonly issuer: string;
  readonly key: KeptKey;
}

const make = (file: string): void => {
  mkdirSync(dirname(file), { recursive: true });
  const kept: Kept = { issuer: `urn:jwg:local:${randomUUID()}`, key: newKey() };
  writeOnce(file, kept);
};

const read = (file: string): IssuerKey | undefined => {
  let descriptor: number;
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new IssuerKeyUnusable(
      file,
      `cannot be opened (${code}); it must be a file of its own that this user may read.`,
    );
  }
  try {
    // Windows has no such modes.
    const mode = fstatSync(descriptor).mode & 0o777;
    if (process.platform !== 'win32' && (mode & 0o077) !== 0)
      throw new IssuerKeyUnusable(
        file,
        `may be read by others (mode ${mode.toString(8)}), who could act in any role. If nobody has: chmod 600 it; else delete it, and every token ends.`,
      );
    return keyIn(file, readFileSync(descriptor, 'utf8'));
  } finally {
    closeSync(descriptor);
  }
};

const DAMAGED =
  'is damaged. Put it back from a copy; or delete it, and a new one is made at the next start: every token given out then ends.';

const keyIn = (file: string, text: string, otherwise = DAMAGED): IssuerKey => {
  try {
    const { issuer, key } = JSON.parse(text) as Kept;
    const privateKey = privateKeyOf(key);
    if (/^urn:jwg:local:[0-9a-f-]{36}$/.test(issuer))
      return { issuer, privateKey, publicKey: createPublicKey(privateKey) };
  } catch {
    // the error is thrown below
  }
  throw new IssuerKeyUnusable(file, otherwise);
};
