import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { givenIssuerKey, issuerKey, IssuerKeyUnusable } from './issuer-key.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'issuer-'));
  file = join(folder, 'issuer-key.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const publicPart = () => issuerKey(folder).publicKey.export({ format: 'jwk' });
const unusable = () => expect(() => issuerKey(folder)).toThrow(IssuerKeyUnusable);

describe('the key of a data folder', () => {
  it('is made once, readable by its owner alone, and leaves no unfinished file behind', () => {
    const first = publicPart();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['issuer-key.json']);
    expect(publicPart()).toEqual(first);
    expect(issuerKey(folder).issuer).toMatch(/^urn:jwg:local:[0-9a-f-]{36}$/);
  });

  it('is readable by its owner alone even where files are readable by default', () => {
    const before = process.umask(0);
    try {
      issuerKey(folder);
    } finally {
      process.umask(before);
    }
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is another one in another folder', () => {
    const other = mkdtempSync(join(tmpdir(), 'issuer-'));
    expect(issuerKey(other).issuer).not.toBe(issuerKey(folder).issuer);
    rmSync(other, { recursive: true });
  });

  it('is not used when others may read or write it', () => {
    issuerKey(folder);
    for (const mode of [0o640, 0o604, 0o620]) {
      chmodSync(file, mode);
      expect(() => issuerKey(folder)).toThrow(`mode ${mode.toString(8)}`);
    }
    chmodSync(file, 0o400);
    expect(publicPart().crv).toBe('Ed25519');
  });

  it('is not used when it is a link to somewhere else', () => {
    const elsewhere = join(folder, 'elsewhere.json');
    issuerKey(folder);
    writeFileSync(elsewhere, readFileSync(file), { mode: 0o600 });
    rmSync(file);
    symlinkSync(elsewhere, file);
    unusable();
  });

  const keep = (change: (kept: { issuer: string; key: Record<string, string> }) => unknown) => {
    issuerKey(folder);
    const kept = JSON.parse(readFileSync(file, 'utf8')) as { issuer: string; key: Record<string, string> };
    writeFileSync(file, JSON.stringify(change(kept)));
  };

  it.each([
    ['is of another issuer kind', (kept: object) => ({ ...kept, issuer: 'https://elsewhere.example' })],
    ['has no key', ({ issuer }: { issuer: string }) => ({ issuer })],
    ['is null', () => null],
    [
      'has a public part of another key',
      (kept: { key: object }) => ({ ...kept, key: { ...kept.key, x: 'A'.repeat(43) } }),
    ],
    [
      'lost its private part',
      ({ issuer, key: { d: _lost, ...key } }: { issuer: string; key: { d?: string } }) => ({ issuer, key }),
    ],
  ] as [string, (kept: unknown) => unknown][])('is not used, nor replaced, when it %s', (_what, change) => {
    keep(change);
    const damaged = readFileSync(file);
    unusable();
    expect(readFileSync(file)).toEqual(damaged);
  });

  it('is not used when its file was cut short, at any length', () => {
    issuerKey(folder);
    const whole = readFileSync(file);
    for (let length = 0; length < whole.length - 2; length += 1) {
      writeFileSync(file, whole.subarray(0, length));
      unusable();
    }
  });
});

describe('the key in the settings', () => {
  it('is the content of a data folder’s key file', () => {
    const kept = issuerKey(folder);
    const given = givenIssuerKey(readFileSync(file, 'utf8'));
    expect(given.issuer).toBe(kept.issuer);
    expect(given.publicKey.equals(kept.publicKey)).toBe(true);
  });

  it('is refused when it is anything else, without being quoted', () => {
    expect(() => givenIssuerKey('hunter2')).toThrow(/^JWG_ISSUER_KEY holds no key(?!.*hunter2)/);
  });
});
