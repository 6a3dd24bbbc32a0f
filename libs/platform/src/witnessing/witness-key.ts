import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { LedgerError } from '@jwg/event-sourcing';
import { cosigner, cosignerKeyText, type NoteSigner } from '@jwg/ledger-proof';
import { newKey, privateKeyOf, writeOnce, type KeptKey } from '../key-file.js';

export interface WitnessKey {
  readonly signer: NoteSigner;
  /** The public key, which the ledger has to have in JWG_WITNESSES. */
  readonly publicKey: string;
}

/**
 * Reads the key of a witness. Makes it where there is no file yet.
 *
 * @param name  of a new key; a random one if missing
 * @throws WitnessFileUnusable
 */
export const witnessKey = (file: string, clock: () => Date, name = `jwg-witness/${randomUUID()}`): WitnessKey => {
  try {
    return keyIn(file, clock);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw new WitnessFileUnusable(file, error as Error);
  }
  try {
    const key = newKey();
    cosignerKeyText(name, privateKeyOf(key)); // a name that no note could have is refused before it is kept
    writeOnce(file, { name, key });
    return keyIn(file, clock);
  } catch (error) {
    throw new WitnessFileUnusable(file, error as Error);
  }
};

const keyIn = (file: string, clock: () => Date): WitnessKey => {
  const { name, key } = JSON.parse(readFileSync(file, 'utf8')) as { readonly name: string; readonly key: KeptKey };
  const privateKey = privateKeyOf(key);
  return { signer: cosigner(name, privateKey, clock), publicKey: cosignerKeyText(name, privateKey) };
};

/** What a witness keeps cannot be read or written. Without it, it co-signs nothing. */
export class WitnessFileUnusable extends LedgerError {
  override readonly name = 'WitnessFileUnusable';
  readonly kind = 'cannotOpen';
  constructor(file: string, cause: Error) {
    super(`${file} cannot be used: ${cause.message}. Put it back from a backup.`, { cause });
  }
}
