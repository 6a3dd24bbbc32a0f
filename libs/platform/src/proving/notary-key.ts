import { randomUUID, sign as signWith } from 'node:crypto';
import { keyIdIn, keyTextOf } from '@jwg/ledger-proof';
import { newKey, privateKeyOf, type KeptKey } from '../key-file.js';
import { ProofUnusable } from './proof-unusable.js';

/** Signs as the ledger, wherever the key is: in a file, in a setting, or in a service that never gives it away. */
export interface KeyService {
  /** The log's name, in every checkpoint. No two ledgers have the same. */
  readonly origin: string;
  /** The 32 bytes of an Ed25519 key. */
  readonly publicKey: Uint8Array;
  /** The 64 bytes of the Ed25519 signature. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** The notary's key, as it is needed here. */
export interface NotaryKey {
  readonly origin: string;
  readonly keyId: Buffer;
  /** The public key, as people pin it. */
  readonly publicKey: string;
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** `d` is missing where the key itself is elsewhere. */
export interface KeptNotaryKey {
  readonly origin: string;
  readonly key: Omit<KeptKey, 'd'> & Partial<Pick<KeptKey, 'd'>>;
}

/** A new key, under a name that nobody else has. */
export const newNotaryKey = (): KeptNotaryKey => ({ origin: `jwg-ledger/${randomUUID()}`, key: newKey() });

/** @throws TypeError, SyntaxError, or an error of node:crypto  the text holds no key */
export const keyServiceIn = (text: string): KeyService => {
  const { origin, key } = JSON.parse(text) as KeptNotaryKey;
  const privateKey = privateKeyOf(key as KeptKey);
  return { origin, publicKey: rawOf(key), sign: async (bytes) => signWith(null, bytes, privateKey) };
};

/** What is kept of a key that is elsewhere, so that its signatures can be verified. */
export const publicPartOf = ({ origin, publicKey }: KeyService): KeptNotaryKey => ({
  origin,
  key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
});

/**
 * The key that was kept, with the service that signs with it if it is elsewhere.
 *
 * @throws ProofUnusable  it is no key, or another one than the service has
 */
export const notaryKeyIn = (text: string, place: string, service?: KeyService): NotaryKey => {
  try {
    const { origin, key } = JSON.parse(text) as KeptNotaryKey;
    const raw = rawOf(key);
    const own = key.d === undefined ? undefined : keyServiceIn(text);
    const publicKey = keyTextOf(origin, raw);
    if (service && keyTextOf(service.origin, Buffer.from(service.publicKey)) !== publicKey)
      throw new TypeError('the key that is set is another one');
    return {
      origin,
      keyId: keyIdIn(publicKey),
      publicKey,
      sign: (bytes) => (service ?? own ?? nobody(place)).sign(bytes),
    };
  } catch (error) {
    throw new ProofUnusable(place, `the notary’s key is damaged, or another one is set`, { cause: error });
  }
};

const nobody = (place: string): never => {
  throw new ProofUnusable(place, 'the notary’s private key is kept elsewhere, and JWG_NOTARY_KEY does not name it');
};

const rawOf = ({ x }: KeptNotaryKey['key']): Buffer => Buffer.from(x, 'base64url');
