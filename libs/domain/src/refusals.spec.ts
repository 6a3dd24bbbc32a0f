import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { waysOut } from './ways-out.js';

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

/** What a sentence may be filled in with that is no id: whoever adds to this list says that it never holds one. */
const noIds = [
  ...[
    'authority',
    'role',
    'roles',
    'side',
    'sides',
    'addressee',
    'proposedBy',
    'known.side',
    'data.side',
    'internalKinds',
  ],
  ...[
    'date',
    'openedOn',
    'heldNotAfter',
    'signedOn',
    'completedOn',
    'phase',
    'disposition',
    'adoption',
    'implementation',
    'data.part',
    'data.outcome',
  ],
  ...[
    'type',
    'field',
    'fields',
    'instead',
    'missing',
    'data.person',
    'data.ordinal',
    'data.version',
    'version',
    'digest',
    'like',
    'word',
    'inWords(known)',
    'three',
  ],
];

/** Each sentence that a refusal is made with: the values that it is filled in with, and what is handed over beside it. */
const sentences = files
  .filter((it) => !isTest(it))
  .flatMap(({ path, text }) => {
    const found: { place: string; filledIn: string[]; about: string[] }[] = [];
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && node.expression.getText() === 'refuse') {
        const at = node.arguments.findIndex(ts.isTemplateExpression);
        const sentence = node.arguments[at];
        if (sentence && ts.isTemplateExpression(sentence))
          found.push({
            place: `${relative(src, path)}: ${sentence.getText()}`,
            filledIn: sentence.templateSpans.map(({ expression }) => expression.getText()),
            about: node.arguments.slice(at + 1).flatMap((it) => it.getText().match(/\w[\w.]*(\[\w+\])?/g) ?? []),
          });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });

/** `state.referredTo`, `institutions.join(', ') || 'nobody'` → what is looked at: `state.referredTo`, `institutions` */
const valueIn = (expression: string): string =>
  /^(?:String\()?([\w.[\]]+?)(?:\.join\(|\)| |$)/.exec(expression)?.[1] ?? expression;
const isNoId = (value: string): boolean => noIds.some((it) => value === it || value.endsWith(`.${it}`));

describe('A sentence of a refusal', () => {
  it('names no id that is not handed over with it, so that nobody has to look for one in the sentence', () => {
    const missing = sentences.flatMap(({ place, filledIn, about }) =>
      filledIn
        .map(valueIn)
        .filter((value) => !isNoId(value) && !about.includes(value))
        .map((value) => `${place} names ${value}`),
    );
    expect(missing).toEqual([]);
  });

  it('is found by this test wherever it is filled in', () => {
    const written = files
      .filter((it) => !isTest(it))
      .flatMap(({ text }) => all(text, /(refuse\(\s*(?:'[A-Z_]+',\s*)?`)/g));
    expect(sentences).toHaveLength(written.length);
    expect(sentences.filter(({ about }) => about.length > 0).length).toBeGreaterThan(25);
  });
});

describe('The page of refusals', () => {
  it('has every code of the rules, once, and no other; doubts have a page of their own', () => {
    const codes = files
      .filter((it) => !isTest(it) && it.folder !== 'plausibility' && it.name !== 'nothing-to-do.ts')
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

  it('names the way out that the code hands out with the refusal', () => {
    expect(Object.fromEntries(rows.map(({ code, wayOut }) => [code, wayOut]))).toEqual(waysOut);
  });

  it('can rely on the specs, because none of their tests is skipped', () => {
    for (const { text } of specs) expect(text).not.toMatch(/\.(skip|only|todo|failing)\b|\bx(it|describe)\(/);
  });
});
