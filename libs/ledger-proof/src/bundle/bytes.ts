// What the verifier computes with runs in browsers too: Web Crypto, and nothing of Node.

export type Bytes = Uint8Array<ArrayBuffer>;

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

export const joined = (...parts: readonly Uint8Array[]): Bytes => {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

export const sha256 = async (bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

export const leafOfEntry = (entry: string): Promise<Bytes> => sha256(joined(Uint8Array.of(0), utf8(entry)));

export const nodeOf = (left: Uint8Array, right: Uint8Array): Promise<Bytes> =>
  sha256(joined(Uint8Array.of(1), left, right));

export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (it) => it.toString(16).padStart(2, '0')).join('');

/** @throws TypeError  it is no base64, or there is another way to write the same bytes */
export const fromBase64 = (text: string): Bytes => {
  try {
    const bytes = Uint8Array.from(atob(text), (it) => it.charCodeAt(0));
    if (toBase64(bytes) === text) return bytes;
  } catch {
    // said below
  }
  throw new TypeError(`Not base64: ${text.slice(0, 100)}`);
};

export const toBase64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (it) => String.fromCharCode(it)).join(''));

export const areSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, n) => byte === other[n]);
