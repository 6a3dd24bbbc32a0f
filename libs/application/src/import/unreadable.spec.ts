import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openMemoryEventStore } from '@jwg/event-store';
import { parse } from 'yaml';
import { MAX_BYTES, readRecordFile } from './read-file.js';
import { importing } from './testing/importing.js';

const documented = readFileSync('docs/reference/import.md', 'utf8');
const bytes = (...values: number[]) => Uint8Array.from(values);
const nested = (levels: number) => `title: ${'['.repeat(levels)}${']'.repeat(levels)}`;

/** Each line repeats the line before it nine times. */
const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
  .concat([...'bcdefghij'].map((it, n) => `${it}: &${it} [${Array(9).fill(`*${'abcdefghij'[n]}`).join(', ')}]`))
  .join('\n');

const followUp = '{ on: "2022-05-01", commitment: f.1.c1, command: ReportProgress, by: { side: PK }, narrative: ';

/** 39 KB that repeat 200 KB in each of 300 entries. */
const longAliases = [
  'followUps:',
  `- ${followUp} &n "${'n'.repeat(4000)}", evidence: &e [&r { reference: "${'x'.repeat(4000)}" }${', *r'.repeat(49)}] }`,
  ...Array(299).fill(`- ${followUp} *n, evidence: *e }`),
].join('\n');

const longSource = [
  `source: { kind: press, reference: "${'x'.repeat(4000)}" }`,
  'followUps:',
  ...Array(20_000).fill(`- ${followUp} n }`),
].join('\n');

/** The name of the problem, the content of the file, and the message with its place, in the words of the reference. */
const cases: [string, string | Uint8Array, { says: string; line?: number; column?: number; field?: string }][] = [
  ['is larger than 5 MiB', ' '.repeat(MAX_BYTES + 1), { says: 'the limit is 5242880 (5 MiB)' }],
  [
    'is larger than 5 MiB, as bytes',
    new Uint8Array(MAX_BYTES + 1).fill(0x20),
    { says: 'the limit is 5242880 (5 MiB)' },
  ],
  ['is not UTF-8', bytes(0x61, 0x3a, 0x20, 0xc3, 0x28, 0x0a), { says: 'The file is not valid UTF-8' }],
  [
    'is not UTF-8 further down',
    Buffer.concat([Buffer.from('title: "ü"\nsource: é'), bytes(0xff)]),
    { says: 'The file is not valid UTF-8', line: 2, column: 10 },
  ],
  ['is UTF-16', bytes(0xff, 0xfe, 0x61, 0x00), { says: 'The file is not valid UTF-8' }],
  ['ends within a character', bytes(0x61, 0x3a, 0x20, 0xe2, 0x82), { says: 'The file is not valid UTF-8' }],
  ['is empty', '', { says: 'The file is empty.' }],
  ['is white space only', '\n  \n', { says: 'The file is empty.' }],
  ['is comments only', '# nothing\n', { says: 'The file is empty.' }],
  ['is a list', '- a\n- b\n', { says: 'The file must be a mapping' }],
  ['is a text', 'hello\n', { says: 'The file must be a mapping' }],
  ['is a number', '42\n', { says: 'The file must be a mapping' }],
  ['holds a NUL byte', 'title: a\ntitel: \0\n', { says: 'The file holds a control character', line: 2, column: 8 }],
  ['holds an escape character', 'title: \u001b[0m\n', { says: 'The file holds a control character', column: 8 }],
  ['holds a NUL as an escape', 'title: "a\\0b"\n', { says: 'holds a NUL, half a character' }],
  ['holds half a character as an escape', 'title: "\\ud800"\n', { says: 'holds a NUL, half a character' }],
  ['holds a noncharacter', 'title: a\uffff\n', { says: 'holds a NUL, half a character' }],
  ['holds half a character in a name', '"\\ud800": 1\n', { says: 'holds a NUL, half a character' }],
  ['has an unclosed quote', 'title: "a\nforums: []\n', { says: 'Missing closing "quote' }],
  ['has a tab as indentation', 'sessions:\n\t- id: a\n', { says: 'Tabs are not allowed as indentation', line: 2 }],
  ['holds two documents', 'title: a\n---\ntitle: b\n', { says: 'The file holds more than one document.', line: 2 }],
  ['has a field twice', 'title: a\n\ntitle: b\n', { says: 'comes twice here', line: 3, column: 1 }],
  ['has a merge key', 'a: &a { b: c }\nd:\n  <<: *a\n', { says: 'Merge keys (<<) are not used here.', line: 3 }],
  ['has a tag of its own', 'title: !secret a\n', { says: 'tag' }],
  ['has a binary tag', 'title: !!binary aGk=\n', { says: 'tag' }],
  ['has a Python tag', 'title: !!python/object/apply:os.system [ls]\n', { says: 'tag' }],
  ['has a list as a field’s name', '? [a, b]\n: c\n', { says: 'keys must be strings' }],
  ['has the field __proto__', 'sessions:\n  - __proto__: { id: x }\n', { says: 'The field __proto__ is not allowed.' }],
  ['has an alias without an anchor', 'title: *nowhere\n', { says: 'There is no anchor &nowhere before this alias.' }],
  ['has an alias within what it repeats', 'forums: &a\n  - *a\n', { says: 'stands inside of what it repeats' }],
  ['is a bomb of nested aliases', bomb, { says: 'The file holds more than 1000000 values', line: 7 }],
  ['repeats long texts by aliases', longAliases, { says: 'The file holds more than 5242880 bytes', line: 27 }],
  [
    'has a long source that each of its entries takes over',
    longSource,
    { says: 'The commands of this file have more than 20971520 bytes', field: 'followUps[5086]' },
  ],
  ['is nested too deeply', nested(51), { says: 'nested deeper than 50 levels' }],
  ['is nested 100,000 levels', nested(100_000), { says: 'nested deeper than 50 levels' }],
  ['is nested 100,000 lists on one line', `a:\n  ${'- '.repeat(100_000)}x`, { says: 'nested deeper than 50 levels' }],
  [
    'has an ordinal that reads as a number',
    'sessions:\n  - id: 08\n    mode: virtual\n',
    { says: 'Put it in quotes: "08".', line: 2, field: 'sessions[0].id' },
  ],
  [
    'has a year that reads as a number',
    'legacyCommitments:\n  - id: a.0.c1\n    since: 2021\n    kind: support\n    title: { en: a }\n',
    { says: 'Put it in quotes: "2021".', field: 'legacyCommitments[0].since' },
  ],
  [
    'has a day that there never was',
    'sessions:\n  - { id: a.1, mode: virtual, openedOn: 2021-02-30 }\n',
    { says: 'must be a year, month or day', field: 'sessions[0].openedOn' },
  ],
  ['has an empty field', 'title:\n', { says: 'Leave the field out, or fill it in.', field: 'title' }],
  ['has a field constructor', 'constructor: { a: b }\n', { says: 'is not a field here', field: 'constructor' }],
  ['has a list where an entry is wanted', 'sessions: [[a]]\n', { says: 'must be object', field: 'sessions[0]' }],
  ['has an entry where a list is wanted', 'sessions: { id: a.1 }\n', { says: 'must be array', field: 'sessions' }],
  [
    'has a verb that minutes do not use',
    'sessions:\n  - id: a.1\n    mode: virtual\n    openedOn: 2021-01-01\n    statements: [{ verb: mumbled, text: { en: x } }]\n',
    { says: 'is no known verb', field: 'sessions[0].statements[0].verb' },
  ],
  [
    'has a command that is none',
    'followUps:\n  - { on: 2021-01-01, commitment: a.1.c1, command: AdoptCommitment }\n',
    { says: 'must be one of', field: 'followUps[0].command' },
  ],
];

let ledger: Awaited<ReturnType<typeof importing>>;
beforeAll(async () => {
  ledger = await importing(openMemoryEventStore());
});
afterAll(() => ledger.close());

describe('a file that', () => {
  it.each(cases)('%s is refused with the reason, and nothing is written', async (_, content, { says, ...where }) => {
    const { problems, ...answer } = await ledger.run(content);
    const told = problems.find(({ rule, wayOut = '' }) => `${rule} ${wayOut}`.includes(says));
    expect({ problems, told }).toMatchObject({ told: { file: 'record.yaml', ...where } });
    expect(problems.filter(({ wayOut }) => !/[.\]}]$/.test(wayOut))).toEqual([]);
    expect(answer.events).toBe(0);
    expect(await ledger.events()).toEqual([]);
    expect(documented).toContain(says);
  });

  it('has a list of 200,000 equal entries is refused at once', async () => {
    const said = `{ verb: noted, text: { en: x }, refersTo: [${'1,'.repeat(200_000)}1] }`;
    const began = performance.now();
    const { problems } = await ledger.run(
      `sessions: [{ id: f.2, mode: virtual, openedOn: 2023-01-01, statements: [${said}] }]`,
    );
    expect(problems).toContainEqual(
      expect.objectContaining({
        field: 'sessions[0].statements[0].refersTo',
        rule: 'must have at most 50 entries',
      }),
    );
    expect(performance.now() - began).toBeLessThan(30_000);
  });

  it('has 55,000 entries that do not fit is looked through as far as problems are counted', async () => {
    const { problems, moreProblems } = await ledger.run(
      `sessions: [${'{},'.repeat(4999)}{}]\nfollowUps: [${'{},'.repeat(49_999)}{}]`,
    );
    expect([problems.length, moreProblems]).toEqual([1000, 4000]);
  });

  it('has several mistakes of syntax is refused with all of them', async () => {
    const { problems } = await ledger.run('title: "a" b\nsource: [\nforums: ]\nsessions: {a: "b}\n');
    expect(problems.length).toBeGreaterThan(1);
    expect(new Set(problems.map(({ line }) => line)).size).toBeGreaterThan(1);
  });

  it('is not UTF-8 is refused with the place of the wrong byte', async () => {
    const text = Buffer.from(`title: ${'ü'.repeat(1000)}\n`);
    text[1507] = 0xff;
    const { problems } = await ledger.run(text);
    const at = Number(/byte (\d+)/.exec(problems[0]!.rule)![1]);
    expect(at).toBeGreaterThanOrEqual(1506);
    expect(at).toBeLessThanOrEqual(1507);
  });

  it('is too large is refused before it is read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'import-'));
    const path = join(folder, 'large.yaml');
    writeFileSync(path, '');
    truncateSync(path, 40 * 1024 ** 3); // a hole: reading it would fail, or take all memory
    await expect(readRecordFile(path)).rejects.toThrow('the limit is 5242880');
    writeFileSync(path, 'title: a\n');
    expect(Buffer.from(await readRecordFile(path)).toString()).toBe('title: a\n');
    rmSync(folder, { recursive: true });
  });
});

describe('a file', () => {
  it.each([
    ['begins with a byte order mark', '\uFEFFtitle: a\n'],
    ['begins with a byte order mark, as bytes', Buffer.from('\uFEFFtitle: a\n')],
    ['has the line ends of Windows', 'title: a\r\nforums: []\r\n'],
    ['is JSON', '{\n\t"title": "a",\n\t"forums": []\n}\n'],
    ['repeats a source by an alias', 'source: &s { kind: press, reference: a }\nforums: []\ntitle: b\n'],
    ['is nested 49 levels where that does no harm', `title: a # ${'['.repeat(60)}\n`],
  ])('is read when it %s', async (_, content) => {
    expect(await ledger.run(content)).toMatchObject({ problems: [], events: 0 });
  });

  it('keeps dates as they are written', async () => {
    const { problems } = await ledger.run('sessions:\n  - { id: a.1, mode: virtual, openedOn: 2021-02-28 }\n');
    expect(problems.map(({ code }) => code)).toEqual(['UNKNOWN_FORUM']);
  });
});

/** The path to every place in a value. */
const waysIn = (value: unknown, way: string[] = []): string[][] =>
  value !== null && typeof value === 'object'
    ? [way, ...Object.entries(value).flatMap(([key, inner]) => waysIn(inner, [...way, key]))]
    : [way];

const replaced = (value: unknown, [key, ...rest]: string[], by: unknown): unknown => {
  if (key === undefined) return by;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
};

describe('a real record with one value replaced by any other', () => {
  const records = ['2-jwg-st', '3-jwg-gwadar', '4-jcc-11'].map(
    (name) => parse(readFileSync(`docs/examples/cpec/${name}.yaml`, 'utf8')) as object,
  );
  const anything = fc.oneof(
    fc.constantFrom(null, true, 0, -1, 1e300, '', 'x', [], {}, [null], [[]], { constructor: 1 }, ['toString']),
    fc.jsonValue({ maxDepth: 2 }),
  );

  it('is imported or refused with problems, and never crashes the import', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...records), fc.nat(), anything, async (record, place, value) => {
        fc.pre(!Array.isArray(value) || value.length > 0); // an empty list of sessions is a valid record
        const ways = waysIn(record).slice(1);
        const { problems, events } = await ledger.run(
          JSON.stringify(replaced(record, ways[place % ways.length]!, value)),
        );
        // The forums do not exist, so there is always a problem.
        expect(problems.length).toBeGreaterThan(0);
        expect(problems.every(({ line, column, rule }) => line > 0 && column > 0 && rule !== '')).toBe(true);
        expect(events).toBe(0);
      }),
      { numRuns: 300 },
    );
    expect(await ledger.events()).toEqual([]);
  });
});
