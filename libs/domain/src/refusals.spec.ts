import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

// Types are gone at run time, so the page is compared with the sources: codes in the rules, codes that specs see thrown.
const src = dirname(fileURLToPath(import.meta.url));
const page = readFileSync(join(src, '../../../docs/reference/refusals.md'), 'utf8');

const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map(({ parentPath, name }) => ({
    name,
    folder: relative(src, parentPath).split(sep)[0]!,
    path: join(parentPath, name),
  }))
  .map((file) => ({ ...file, text: readFileSync(file.path, 'utf8') }));
const isTest = ({ name, folder }: { name: string; folder: string }) =>
  name.endsWith('.spec.ts') || name === 'samples.ts' || folder === 'testing';
const specs = files.filter((file) => file.name.endsWith('.spec.ts') && file.name !== 'refusals.spec.ts');

const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found]) => found!);
const sorted = (items: Iterable<string>): string[] => [...new Set(items)].sort();

const rows = [...page.matchAll(/^\| `([A-Z_]+)` +\| ([^|]+?) +\| ([^|]+?) +\| ([^|]+?) +\|$/gm)].map(
  ([, code, streams, says, wayOut]) => ({ code: code!, streams: streams!.split(', '), says: says!, wayOut: wayOut! }),
);

describe('The page of refusals', () => {
  it('has every code of the rules, once, and no other', () => {
    const codes = files
      .filter((it) => !isTest(it))
      .flatMap(({ text }) => all(text, /'([A-Z]+(?:_[A-Z]+)+|[A-Z]{6,})'/g));
    expect(rows.map(({ code }) => code).sort()).toEqual(sorted(codes));
  });

  it('names exactly the streams in whose specs the code is thrown', () => {
    const thrown = specs.flatMap(({ text, folder }) =>
      all(text, /thenRefused\(\s*'([A-Z_]+)'/g).map((code) => `${code} ${folder}`),
    );
    expect(sorted(rows.flatMap(({ code, streams }) => streams.map((stream) => `${code} ${stream}`)))).toEqual(
      sorted(thrown),
    );
  });

  it('says for each code what stands in the way and what to do', () => {
    for (const { says, wayOut } of rows) {
      expect(says).toMatch(/^[A-Z].+\.$/);
      expect(wayOut).toMatch(/^[A-Z].+\.$/);
    }
  });

  it('can rely on the specs, because none of their tests is skipped', () => {
    for (const { text } of specs) expect(text).not.toMatch(/\.(skip|only|todo|failing)\b|\bx(it|describe)\(/);
  });
});
