import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { sha256 } from './hashes.js';

const ED25519 = 0x01;

/** A name and a key with which notes are signed. */
export interface NoteSigner {
  readonly name: string;
  readonly keyId: Buffer;
  /** The bytes that follow the key's id in the signature's line. */
  sign(text: string): Buffer;
}

export interface NoteVerifier {
  readonly name: string;
  readonly keyId: Buffer;
  verify(text: string, signature: Buffer): boolean;
}

/** The first four bytes of SHA-256(name, a line feed, the kind of signature, the public key). */
export const keyIdOf = (name: string, kind: number, publicKey: Buffer): Buffer =>
  sha256(Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(kind), publicKey])).subarray(0, 4);

export const rawPublicKey = (key: KeyObject): Buffer =>
  Buffer.from(String(createPublicKey(key).export({ format: 'jwk' }).x), 'base64url');

export const publicKeyOf = (raw: Buffer): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' });

/** @throws TypeError  a note could not name it */
export const requireName = (name: string): string => {
  if (name === '' || /[\s+\p{Cc}]/u.test(name) || !name.isWellFormed())
    throw new TypeError(`The name of a key has no blank and no plus sign: ${JSON.stringify(name)}`);
  return name;
};

/** Signs as the ledger itself: Ed25519 over the text. */
export const noteSigner = (name: string, privateKey: KeyObject): NoteSigner => ({
  name: requireName(name),
  keyId: keyIdOf(name, ED25519, rawPublicKey(privateKey)),
  sign: (text) => sign(null, Buffer.from(text), privateKey),
});

/** The public key as one word: name, key id and key, as people pin it. */
export const keyText = (name: string, key: KeyObject, kind = ED25519): string =>
  keyTextOf(name, rawPublicKey(key), kind);

/** @param raw  the 32 bytes of an Ed25519 key */
export const keyTextOf = (name: string, raw: Buffer, kind = ED25519): string => {
  const encoded = Buffer.concat([Buffer.of(kind), raw]).toString('base64');
  return `${requireName(name)}+${keyIdOf(name, kind, raw).toString('hex')}+${encoded}`;
};

/** The id that is in the text of a key. */
export const keyIdIn = (text: string): Buffer => Buffer.from(text.split('+', 2)[1]!, 'hex');

/**
 * The name and the 32 bytes of an Ed25519 key of that kind of signature.
 *
 * @throws TypeError  the text is not what `keyText` writes
 */
export const keyIn = (text: string, kind: number): { readonly name: string; readonly raw: Buffer } => {
  const [, name = '', id, encoded = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  const raw = bytes.subarray(1);
  const isWhole = bytes[0] === kind && bytes.length === 33 && bytes.toString('base64') === encoded;
  if (!isWhole || keyIdOf(name, kind, raw).toString('hex') !== id)
    throw new TypeError(`Not a public key of a signed note: ${text}`);
  return { name, raw };
};

/** @throws TypeError  the text is no key that signs notes */
export const noteVerifier = (text: string): NoteVerifier => {
  const { name, raw } = keyIn(text, ED25519);
  const key = publicKeyOf(raw);
  const keyId = keyIdOf(name, ED25519, raw);
  return { name, keyId, verify: (signed, signature) => verify(null, Buffer.from(signed), key, signature) };
};
