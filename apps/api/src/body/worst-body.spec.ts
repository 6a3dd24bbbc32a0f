import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { documentFile } from '../openapi/documents.js';
import { actors, boot, type Booted } from '../testing/booted.js';
import { scene } from '../testing/scene.js';
import { diskOf, memoryOf } from '../testing/room.js';
import { threadTime } from '../testing/thread-time.js';
import { MAX_BODY_BYTES } from './parsers.js';

interface Operation {
  readonly 'x-roles'?: readonly string[];
  readonly requestBody?: { content: Record<string, { schema: { $ref?: string } }> };
}
const { paths, components } = JSON.parse(readFileSync(documentFile, 'utf8')) as {
  paths: Record<string, { post?: Operation }>;
  components: { schemas: Record<string, { properties?: object }> };
};

const tried = new Set<string>();

/**
 * The commands: their addresses in the scene, a role that may give them, and the fields of their bodies whose form no
 * route before has; `x` is no field of any.
 */
const routes = Object.entries(paths).flatMap(([path, { post }]) => {
  const reference = post?.requestBody?.content['application/json']?.schema.$ref?.split('/').at(-1);
  if (post === undefined || reference === undefined) return [];
  const url = path
    .replace('{forumId}', 'f')
    .replace('{sessionId}', 'f.1')
    .replace('{commitmentId}', 'f.1.c1')
    .replace('{institution}', 'pk-most')
    .replace('{milestone}', 'm1');
  const fields = Object.entries(components.schemas[reference]!.properties ?? {}).flatMap(([field, schema]) => {
    const form = JSON.stringify({ ...(schema as object), description: '' });
    if (tried.has(form)) return []; // it is checked in the same way whatever the route
    tried.add(form);
    return [{ field, isPlain: ['string', 'integer', 'boolean'].includes((schema as { type?: string }).type ?? '') }];
  });
  const route = { path, url, role: post['x-roles']?.[0] };
  return [{ ...route, field: 'x', isPlain: true }, ...fields.map((it) => ({ ...route, ...it }))];
});

const ROOM = MAX_BODY_BYTES - 2_000;
const many = (entry: (n: number) => string, bytes = ROOM): string[] => {
  const all: string[] = [];
  for (let length = 0, n = 0; length < bytes; n += 1, length += all.at(-1)!.length + 1) all.push(entry(n));
  return all.slice(0, -1);
};
const list = (entry: (n: number) => string) => `[${many(entry).join()}]`;
const tag = (n: number) =>
  `${String.fromCharCode(97 + (n % 26))}${String.fromCharCode(97 + (Math.floor(n / 26) % 26))}`;
const undertaking = '{"kind":"support","title":{"en":"x"},"lead":["a","a","a","a"]}';

/** The worst values that were found for a field, as JSON of just under the limit of a body. */
const worst: Readonly<Record<string, string>> = {
  'equal numbers': list(() => '1'),
  'equal texts': list(() => '"a"'),
  'different ids': list((n) => `"f.1.c${n + 1}"`),
  nulls: list(() => 'null'),
  'empty objects': list(() => '{}'),
  'empty lists': list(() => '[]'),
  'undertakings that do not fit': list(() => undertaking),
  'statements that do not fit': list(() => `{"command":"TakeDecision","undertakings":[{},{}]}`),
  languages: `{${many((n) => `"${tag(n)}-${String(n).padStart(4, '0')}":"x"`).join()}}`,
  'unknown fields': `{${many((n) => `"f${n}":1`).join()}}`,
  blanks: `"${' '.repeat(ROOM)}"`,
  'one long word': `"${'a-'.repeat(ROOM / 2)}"`,
  'many characters of two units': `"${'𠮷'.repeat(ROOM / 4)}"`,
  'an object in an object': `${'{"a":'.repeat(14)}${list(() => '{"a":[1]}')
    .slice(0, ROOM - 200)
    .replace(/,[^,]*$/, ']')}${'}'.repeat(14)}`,
};

let api: Booted;
const folder = mkdtempSync(join(tmpdir(), 'worst-body-'));
beforeAll(async () => {
  api = await boot({ folder, ratePerMinute: 1_000_000 }, () => {});
  await scene(api, { institutions: ['pk-most', 'cn-most'], commitments: 2 });
});
afterAll(() => api.close());

const byRole: Readonly<Record<string, (typeof actors)[keyof typeof actors]>> = {
  recorder: actors.recorder,
  secretariat: actors.pk,
  coChair: actors.pkChair,
  focalPoint: actors.most,
  service: actors.service,
};

/** What tells most about a field that is a text or a number, whatever it is filled with. */
const forPlain = ['equal numbers', 'blanks', 'unknown fields'];
const forAny = ['unknown fields'];

/** Of memory and of disk, for each byte that was sent. */
const TIMES = 20;

const sent = async ({ url, role, field, isPlain }: (typeof routes)[number]) => {
  const signedIn = role !== undefined && { authorization: await api.bearer(byRole[role]!) };
  const headers = { ...signedIn, 'content-type': 'application/json', 'if-match': '"0"' };
  const values = Object.entries(worst).filter(
    ([name]) => !isPlain || (field === 'x' ? forAny : forPlain).includes(name),
  );
  const answers = [];
  for (const [name, value] of values) {
    const payload = `{"${field}":${value}}`;
    expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(MAX_BODY_BYTES);
    let status = 0;
    const ms = await threadTime(
      async () => ({ statusCode: status } = await api.app.inject({ method: 'POST', url, headers, payload })),
    );
    answers.push({ name, isShort: ms <= 500, isRefused: status >= 400 && status < 500 });
  }
  return answers;
};

const isShortAndNotKept = async (route: (typeof routes)[number]): Promise<void> => {
  const disk = diskOf(folder);
  for (const answer of await sent(route)) expect(answer).toEqual({ ...answer, isShort: true, isRefused: true });
  expect(diskOf(folder)).toBe(disk);
};

describe('The worst body of each command takes at most half a second, and no disk:', () => {
  it.each(routes.filter(({ isPlain }) => isPlain))('POST $path with $field', isShortAndNotKept);
});

// To measure memory, all garbage is collected several times. What is checked is worst in the fields that hold more than a word.
describe('The worst body of each command takes at most half a second, no disk, and at most twenty times its bytes of memory:', () => {
  it.each(routes.filter(({ isPlain }) => !isPlain))('POST $path with $field', async (route) => {
    const bytes = await memoryOf(() => isShortAndNotKept(route));
    expect(bytes / (Object.keys(worst).length * ROOM)).toBeLessThanOrEqual(TIMES);
  });
});
