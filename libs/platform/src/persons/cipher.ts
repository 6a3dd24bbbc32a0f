import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import { cipherOf, normal } from '@jwg/domain';

/** What is read where a person was forgotten. */
export const FORGOTTEN = '[forgotten]';
/** What is read where a person's key is missing although nobody forgot them: the keys were lost, or are an older copy. */
export const KEY_MISSING = '[key missing]';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** One digest for all ways of writing a name: as texts are normalised, in small letters, with single spaces. */
export const digestOfName = (name: string): string =>
  createHash('sha256').update(normal(name).trim().replace(/\s+/gu, ' ').toLowerCase()).digest('base64url');

/**
 * AES-256-GCM. The nonce follows from key and text (an HMAC), so that the same text has the same cipher: events can
 * still be compared, and no nonce is used for two texts.
 */
export const encipher = (id: string, key: string, text: string): string => {
  const secret = Buffer.from(key, 'base64url');
  const nonce = createHmac('sha256', secret).update('nonce\n').update(text).digest().subarray(0, NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(Buffer.from(id));
  const body = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return cipherOf(id, body.toString('base64url'));
};

/** The text; `undefined` when it was not enciphered with this key. */
export const decipher = (id: string, key: string, encoded: string): string | undefined => {
  const body = Buffer.from(encoded, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key, 'base64url'), body.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(id)).setAuthTag(body.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(body.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
};
