import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { cosignatureVerifier, cosignedAt, cosigner } from './cosignature.js';
import { leafHash } from './hashes.js';
import { keyText, noteSigner, noteVerifier, rawPublicKey } from './note-keys.js';
import { NotANote, parseNote, signedBy, signNote } from './signed-note.js';
import { checkpointText, NotACheckpoint, parseCheckpoint } from './tree-head.js';

// The example of golang.org/x/mod/sumdb/note: its key, its text and its signature.
const EXAMPLE = {
  key: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  seed: 'AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  signature:
    '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=',
};
const seeded = (seed: Buffer) =>
  createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  });
const { privateKey } = generateKeyPairSync('ed25519');
const signer = noteSigner('ledger.example.org/jwg', privateKey);
const verifier = noteVerifier(keyText('ledger.example.org/jwg', privateKey));
const text = checkpointText({ origin: 'ledger.example.org/jwg', size: 3, root: leafHash('') });

describe('A signed note', () => {
  it('is what Go’s library writes, and verifies by the key that it gives', () => {
    const key = seeded(Buffer.from(EXAMPLE.seed, 'base64').subarray(1));
    expect(keyText('PeterNeumann', key)).toBe(EXAMPLE.key);
    const note = signNote(EXAMPLE.text, noteSigner('PeterNeumann', key));
    expect(note).toBe(`${EXAMPLE.text}\n${EXAMPLE.signature}\n`);
    expect(signedBy(parseNote(note), [noteVerifier(EXAMPLE.key)])).toHaveLength(1);
  });

  it('is refused when its text is another one, and names only the keys that have signed', () => {
    const note = signNote(text, signer);
    const stranger = noteVerifier(keyText('stranger', generateKeyPairSync('ed25519').privateKey));
    const namesake = noteVerifier(keyText('ledger.example.org/jwg', generateKeyPairSync('ed25519').privateKey));
    expect(signedBy(parseNote(note), [stranger, verifier, namesake])).toEqual([verifier]);
    expect(() => signedBy(parseNote(note.replace('\n3\n', '\n4\n')), [verifier])).toThrow(NotANote);
  });

  it('is not taken for one when anything is wrong with its form', () => {
    const note = signNote(text, signer);
    const bad = [
      '',
      text,
      note.slice(0, -1),
      `${note}x\n`,
      note.replace('— ', '- '),
      note.replaceAll('=', ''),
      note.replace('jwg\n3', 'jwg\t\n3'),
    ];
    for (const it of bad) expect(() => parseNote(it)).toThrow(NotANote);
    expect(() => signNote('no end', signer)).toThrow(NotANote);
    for (const name of ['', 'a b', 'a+b', 'a\nb']) expect(() => noteSigner(name, privateKey)).toThrow(TypeError);
    for (const key of [
      EXAMPLE.key.replace('c74f', 'c74e'),
      `${EXAMPLE.key}x`,
      'x',
      EXAMPLE.key.replace('+ARp', '+BRp'),
    ])
      expect(() => noteVerifier(key)).toThrow(TypeError);
  });

  it('carries the signatures of witnesses, each with its time', () => {
    const witness = generateKeyPairSync('ed25519').privateKey;
    const at = new Date('2026-11-29T22:00:00Z');
    const note = signNote(
      text,
      signer,
      cosigner('secretariat-pk', witness, () => at),
    );
    const both = [verifier, cosignatureVerifier('secretariat-pk', rawPublicKey(witness))];
    expect(signedBy(parseNote(note), both)).toEqual(both);
    expect(cosignedAt(parseNote(note).signatures[1]!.signature)).toEqual(at);
    const { signatures } = parseNote(note);
    const later = Buffer.from(signatures[1]!.signature);
    later[7]! ^= 1;
    expect(() =>
      signedBy({ text, signatures: [signatures[0]!, { ...signatures[1]!, signature: later }] }, both),
    ).toThrow(NotANote);
  });
});

describe('A checkpoint’s text', () => {
  it('is read as it was written, further lines left out', () => {
    const head = { origin: 'ledger.example.org/jwg', size: 3, root: leafHash('') };
    expect(parseCheckpoint(text)).toEqual(head);
    expect(parseCheckpoint(`${text}extension\n`)).toEqual(head);
  });

  it('is refused when a line is missing, or is another form of the same', () => {
    const [origin, size, root] = text.split('\n') as [string, string, string];
    const bad = [
      '',
      `${origin}\n${size}\n`,
      `${origin}\n03\n${root}\n`,
      `${origin}\n-1\n${root}\n`,
      `\n3\n${root}\n`,
      text.slice(0, -1),
      `${origin}\n3\n${root.slice(4)}\n`,
      `${origin}\n9007199254740993\n${root}\n`,
      `${text}\n`,
    ];
    for (const it of bad) expect(() => parseCheckpoint(it)).toThrow(NotACheckpoint);
  });
});
