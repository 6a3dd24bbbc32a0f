import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A pair of Ed25519 keys as a file holds it (a JSON Web Key). */
export interface KeptKey {
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
  readonly d: string;
}

export const newKey = (): KeptKey => generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as KeptKey;

/** @throws TypeError, or an error of node:crypto  it is no pair of Ed25519 keys */
export const privateKeyOf = (key: KeptKey): KeyObject => {
  const privateKey = createPrivateKey({ key: { ...key }, format: 'jwk' });
  // Node takes `d` and does not check whether `x` belongs to it.
  if (key.crv !== 'Ed25519' || createPublicKey(privateKey).export({ format: 'jwk' }).x !== key.x)
    throw new TypeError('it holds no pair of Ed25519 keys');
  return privateKey;
};

/** Writes a file for this user alone, whole or not at all, and never over one that is there: the first process wins. */
export const writeOnce = (file: string, content: object): void => {
  const unfinished = `${file}.${randomUUID()}`;
  try {
    writeFileSync(unfinished, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true });
    linkSync(unfinished, file);
    syncFolder(dirname(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
};

/** What was created in the folder survives a power cut. */
export const syncFolder = (folder: string): void => {
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
};
