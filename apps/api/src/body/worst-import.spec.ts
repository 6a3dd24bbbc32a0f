import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Lexer } from 'yaml';
import { MAX_FILE_BYTES, MAX_FILE_PARTS } from '../controllers/imports.controller.js';
import { documentFile } from '../openapi/documents.js';
import { actors, boot, type Booted } from '../testing/booted.js';
import { longestTurn } from '../testing/thread-time.js';

/** The addresses that take a file; a new one is tried without being named here. */
const { paths } = JSON.parse(readFileSync(documentFile, 'utf8')) as {
  paths: Record<string, { post?: { requestBody?: { content: object } } }>;
};
const addresses = Object.keys(paths).filter(
  (path) => 'application/yaml' in (paths[path]!.post?.requestBody?.content ?? {}),
);

/** A file of so many bytes: as many entries as fit between its beginning and its end. */
type Make = (bytes: number) => string;
const many =
  (entry: (n: number) => string, [begin, end]: readonly [string, string] = ['', '']): Make =>
  (bytes) => {
    const parts = [begin];
    let length = begin.length + end.length;
    for (let n = 0; ; n += 1) {
      const next = entry(n);
      if (length + next.length > bytes) return [...parts, end].join('');
      parts.push(next);
      length += next.length;
    }
  };
/** As much of it as has no more marks and words than are read, so that all that comes after reading has its worst too. */
const withinParts = (make: Make): string => {
  const sample = make(40_000);
  const parts = [...new Lexer().lex(sample)].length;
  return make(Math.min(MAX_FILE_BYTES, Math.floor((sample.length * (MAX_FILE_PARTS * 0.98)) / parts)));
};
const sides = 'sides: [{ side: PK, name: { en: P } }, { side: CN, name: { en: C } }]';
const forum = `forums: [{ id: f, name: { en: F }, level: workingGroup, ${sides} }]\n`;
const session = `${forum}sessions:\n- id: f.1\n  mode: virtual\n  openedOn: 2022-04-20\n  statements:\n`;
const long = 'x'.repeat(3_900);

/** The worst files that were found. */
const worst: Readonly<Record<string, Make>> = {
  'numbers in a list': many(() => '1,', ['sessions: [', ']']),
  'empty objects': many(() => '{},', ['sessions: [', ']']),
  'empty entries': many(() => '-\n', ['sessions:\n', '']),
  'empty sessions': many(() => '- {}\n', ['sessions:\n', '']),
  'unknown fields': many((n) => `k${n}: 1\n`),
  aliases: many(() => '*a,', ['a: &a x\nb: [', ']']),
  'aliases of a long list': () => `a: &a [${'1,'.repeat(9_999)}1]\nb: [${'*a,'.repeat(97)}*a]`,
  anchors: many((n) => `&a${n} x,`, ['b: [', ']']),
  'line breaks in a text': (bytes) => `title: "${'\\n'.repeat(bytes / 2 - 10)}"`,
  'lists in lists': many(() => `${'['.repeat(40)}${']'.repeat(40)},`, ['a: [', ']']),
  'one field again and again': many(() => 'a: 1\n'),
  tags: many(() => '!x 1,', ['a: [', ']']),
  comments: many(() => '#\n'),
  'as many statements as a session may have': (bytes) =>
    many((n) => `  - { verb: noted, text: { en: x${n} } }\n`, [session, ''])(Math.min(bytes, 78_000)),
  'long statements': many((n) => `  - { verb: noted, text: { en: ${long}${n} } }\n`, [session, '']),
  'statements without words': many(() => '  - { verb: noted }\n', [session, '']),
  languages: many((n) => `a${n}: x, `, [`${session}  - { verb: noted, text: { `, '} }']),
  forums: many((n) => `- { id: f${n}, name: { en: F }, level: workingGroup, ${sides} }\n`, ['forums:\n', '']),
  sessions: many((n) => `- { id: f.${n + 1}, mode: virtual, openedOn: 2022-04-20 }\n`, [`${forum}sessions:\n`, '']),
  'one follow-up again and again': many(
    () => '- { on: 2022-04-20, commitment: f.1.c1, command: StartWork, cause: x, by: { side: PK } }\n',
    [`${forum}followUps:\n`, ''],
  ),
  'a long source of each statement': many(
    (n) => `  - { verb: noted, text: { en: x${n} } }\n`,
    [`source: { kind: press, reference: ${long} }\n${session}`, ''],
  ),
  'follow-ups': many(
    (n) => `- { on: 2022-04-20, commitment: f.1.c${n + 1}, command: StartWork, cause: x, by: { side: PK } }\n`,
    [`${forum}followUps:\n`, ''],
  ),
};

let api: Booted;
/** The code is compiled once it has run for a while; here that is before the first file. */
beforeAll(async () => {
  api = await boot({ ratePerMinute: 1_000_000 }, () => {});
  const headers = { authorization: await api.bearer(actors.recorder), 'content-type': 'application/yaml' };
  for (const name of ['empty sessions', 'lists in lists', 'aliases'])
    for (const url of addresses)
      await api.app.inject({ method: 'POST', url: `${url}?dryRun=true`, headers, payload: worst[name]!(60_000) });
});
afterAll(() => api.close());

describe.each(addresses)('The worst file for %s keeps the thread for at most half a second at a time:', (url) => {
  it.each(Object.entries(worst))(
    '%s',
    async (name, make) => {
      const authorization = await api.bearer(actors.recorder);
      const headers = { authorization, 'content-type': 'application/yaml' };
      // One that has more parts is refused when so many were read: that is never worse.
      for (const payload of new Set([withinParts(make), ...(name === 'empty objects' ? [make(MAX_FILE_BYTES)] : [])])) {
        expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(MAX_FILE_BYTES);
        const request = { method: 'POST', url: `${url}?dryRun=true`, headers, payload } as const;
        let [status, ms] = [0, Infinity];
        // A turn of the first try may hold the collection of what other tests left: the shortest of three is this file's.
        for (let tries = 0; ms > 500 && tries < 3; tries += 1)
          ms = Math.min(ms, await longestTurn(async () => ({ statusCode: status } = await api.app.inject(request))));
        expect({ isShort: ms <= 500, status }).toEqual({ isShort: true, status: 200 });
      }
    },
    120_000,
  );
});
