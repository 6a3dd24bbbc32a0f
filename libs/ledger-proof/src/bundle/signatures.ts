import { areSame, fromBase64, hexOf, joined, sha256, utf8, type Bytes } from './bytes.js';
import { whereUnsupported } from './cannot-verify-here.js';

/** What a key is for, as C2SP signed-note numbers it. */
export const [OF_LEDGER, OF_WITNESS] = [0x01, 0x04] as const;

/** A public key as people write it down: `name+id+key`, of a ledger or of a witness. */
export interface PinnedKey {
  readonly name: string;
  readonly kind: typeof OF_LEDGER | typeof OF_WITNESS;
  readonly id: Bytes;
  readonly key: Bytes;
}

/** @throws TypeError  it is no key of this kind: that of a ledger does not count as a witness's */
export const keyIn = async (text: string, wanted: PinnedKey['kind']): Promise<PinnedKey> => {
  const [, name = '', id, encoded = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  const bytes = fromBase64(encoded);
  const kind = bytes[0];
  if (bytes.length !== 33 || kind !== wanted)
    throw new TypeError(`Not the public key of a ${wanted === OF_LEDGER ? 'ledger' : 'witness'}: “${text}”`);
  const computed = (await sha256(joined(utf8(`${name}\n`), bytes))).subarray(0, 4);
  if (hexOf(computed) !== id) throw new TypeError(`The name or the id of this key is not its own: ${text}`);
  return { name, kind: wanted, id: computed, key: bytes.subarray(1) };
};

export interface Note {
  readonly text: string;
  readonly signatures: readonly { readonly name: string; readonly id: Bytes; readonly signature: Bytes }[];
}

/** @throws TypeError  it is no signed note */
export const noteIn = (note: string): Note => {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) throw new TypeError('The checkpoint is not a signed note');
  const lines = note.slice(end + 2, -1).split('\n');
  return { text: note.slice(0, end + 1), signatures: lines.map(signatureIn) };
};

const signatureIn = (line: string): Note['signatures'][number] => {
  const [, name = '', encoded = ''] = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  if (name === '' || bytes.length < 5) throw new TypeError('The checkpoint has a line that is no signature');
  return { name, id: bytes.slice(0, 4), signature: bytes.slice(4) };
};

/** Whether the key has signed the note: a witness with the time at which it did. */
export const isSignedBy = async ({ text, signatures }: Note, pinned: PinnedKey): Promise<boolean> => {
  const own = signatures.filter(({ name, id }) => name === pinned.name && areSame(id, pinned.id));
  if (own.length === 0) return false;
  const key = await crypto.subtle.importKey('raw', pinned.key, 'Ed25519', false, ['verify']).catch(whereUnsupported);
  for (const { signature } of own) {
    const [signed, bytes] = pinned.kind === OF_WITNESS ? cosigned(text, signature) : [text, signature];
    if (!(await crypto.subtle.verify('Ed25519', key, bytes, utf8(signed)))) return false;
  }
  return true;
};

const cosigned = (text: string, signature: Bytes): [string, Bytes] => {
  const time = signature.slice(0, 8).reduce((sum, byte) => sum * 256 + byte, 0);
  return [`cosignature/v1\ntime ${time}\n${text}`, signature.slice(8)];
};

export interface Head {
  readonly origin: string;
  readonly size: number;
  readonly root: Bytes;
}

/** @throws TypeError  the note is no checkpoint */
export const headIn = ({ text }: Note): Head => {
  const [origin = '', size = '', root = ''] = text.split('\n');
  const head = { origin, size: Number(size), root: fromBase64(root) };
  if (origin === '' || !/^(0|[1-9]\d*)$/.test(size) || !Number.isSafeInteger(head.size) || head.root.length !== 32)
    throw new TypeError('The signed note is not a checkpoint');
  return head;
};
