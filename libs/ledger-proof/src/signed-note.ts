import type { NoteSigner, NoteVerifier } from './note-keys.js';

/** C2SP signed-note: a text, and lines of who signed it. */
export interface SignedNote {
  /** It ends with a line feed. */
  readonly text: string;
  readonly signatures: readonly { readonly name: string; readonly keyId: Buffer; readonly signature: Buffer }[];
}

export class NotANote extends Error {
  override readonly name = 'NotANote';
}

const MAX_BYTES = 1_000_000;
const MAX_SIGNATURES = 100;

/** @throws NotANote  the text cannot be signed */
export const signNote = (text: string, ...signers: readonly NoteSigner[]): string => {
  requireText(text);
  const lines = signers.map(({ name, keyId, sign }) => lineOf(name, Buffer.concat([keyId, sign(text)])));
  return `${text}\n${lines.join('')}`;
};

/** The same note with further signatures, each as its line. */
export const withSignatures = (note: string, signatures: SignedNote['signatures']): string =>
  note + signatures.map(({ name, keyId, signature }) => lineOf(name, Buffer.concat([keyId, signature]))).join('');

const lineOf = (name: string, bytes: Buffer): string => `— ${name} ${bytes.toString('base64')}\n`;

/** @throws NotANote */
export const parseNote = (note: string): SignedNote => {
  const end = note.lastIndexOf('\n\n');
  if (Buffer.byteLength(note) > MAX_BYTES || end < 0 || !note.endsWith('\n')) throw new NotANote('Not a signed note');
  const text = note.slice(0, end + 1);
  requireText(text);
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) throw new NotANote(`A note has at most ${MAX_SIGNATURES} signatures`);
  return { text, signatures: lines.map(signatureIn) };
};

const signatureIn = (line: string): SignedNote['signatures'][number] => {
  const [, name, encoded] = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? [];
  const bytes = Buffer.from(encoded ?? '', 'base64');
  if (name === undefined || bytes.length < 5 || bytes.toString('base64') !== encoded)
    throw new NotANote(`Not a line of a signature: ${JSON.stringify(line)}`);
  return { name, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) };
};

/**
 * Which of these keys have signed the note. Signatures by other keys say nothing, and are left out.
 *
 * @throws NotANote  a signature that claims to be by one of these keys is not
 */
export const signedBy = <V extends NoteVerifier>({ text, signatures }: SignedNote, verifiers: readonly V[]): V[] =>
  verifiers.filter((verifier) => {
    const its = signatures.filter(({ name, keyId }) => name === verifier.name && keyId.equals(verifier.keyId));
    if (!its.every(({ signature }) => verifier.verify(text, signature)))
      throw new NotANote(`The signature of ${verifier.name} is not of this text`);
    return its.length > 0;
  });

const requireText = (text: string): void => {
  // A line feed is the only control character that a note may hold.
  const isText = text.endsWith('\n') && text.isWellFormed() && !/[^\P{Cc}\n\u007f-\u009f]/u.test(text);
  if (!isText) throw new NotANote('A note is a text of whole lines without control characters');
};
