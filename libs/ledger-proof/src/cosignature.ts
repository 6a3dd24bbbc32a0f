import { sign, verify, type KeyObject } from 'node:crypto';
import {
  keyIdOf,
  keyIn,
  keyText,
  publicKeyOf,
  rawPublicKey,
  requireName,
  type NoteSigner,
  type NoteVerifier,
} from './note-keys.js';

const COSIGNATURE_V1 = 0x04;
const TIME_BYTES = 8;

/** C2SP cosignature/v1: a witness says when it saw the checkpoint, and that this agrees with all that it saw before. */
export const cosigner = (name: string, privateKey: KeyObject, now: () => Date): NoteSigner => ({
  name: requireName(name),
  keyId: keyIdOf(name, COSIGNATURE_V1, rawPublicKey(privateKey)),
  sign: (text) => {
    const seconds = Math.floor(now().getTime() / 1000);
    const time = Buffer.alloc(TIME_BYTES);
    time.writeBigUInt64BE(BigInt(seconds));
    return Buffer.concat([time, sign(null, Buffer.from(signedText(seconds, text)), privateKey)]);
  },
});

/** @param publicKey  the 32 bytes of an Ed25519 key */
export const cosignatureVerifier = (name: string, publicKey: Buffer): NoteVerifier => {
  const key = publicKeyOf(publicKey);
  return {
    name: requireName(name),
    keyId: keyIdOf(name, COSIGNATURE_V1, publicKey),
    verify: (text, signature) =>
      signature.length > TIME_BYTES &&
      verify(null, Buffer.from(signedText(secondsIn(signature), text)), key, signature.subarray(TIME_BYTES)),
  };
};

/** The public key of a witness as one word. */
export const cosignerKeyText = (name: string, key: KeyObject): string => keyText(name, key, COSIGNATURE_V1);

/** @throws TypeError  the text is no key of a witness */
export const cosignerVerifier = (text: string): NoteVerifier => {
  const { name, raw } = keyIn(text, COSIGNATURE_V1);
  return cosignatureVerifier(name, raw);
};

/** When the witness signed, by its own clock. */
export const cosignedAt = (signature: Buffer): Date => new Date(secondsIn(signature) * 1000);

const secondsIn = (signature: Buffer): number => Number(signature.readBigUInt64BE(0));

const signedText = (seconds: number, text: string): string => `cosignature/v1\ntime ${seconds}\n${text}`;
