import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MAX_FILE_BYTES } from '../controllers/imports.controller.js';
import { actors, boot, type Booted } from '../testing/booted.js';
import { diskOf, memoryOf } from '../testing/room.js';
import { scene } from '../testing/scene.js';
import { longestTurn } from '../testing/thread-time.js';
import { MAX_BODY_BYTES } from './parsers.js';

const each = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));
const inLanguages = (characters: number) =>
  Object.fromEntries(each(20, (n) => [`a${String.fromCharCode(97 + n)}`, 'x'.repeat(characters)]));
const undertaking = (title: object) => ({ kind: 'support', title, lead: ['pk-most'], support: ['cn-most'] });

/** The bodies that lead to the most, as large as they may be. */
const bodies: Readonly<Record<string, readonly [path: string, body: object]>> = {
  'a note in twenty languages': ['sessions/f.1/notes', { text: inLanguages(4_000), refersTo: ['f.1.c1', 'f.1.c2'] }],
  'fifty undertakings': [
    'sessions/f.1/decisions',
    { text: { en: 'Decided' }, undertakings: each(50, () => undertaking(inLanguages(200))) },
  ],
  'two hundred statements': [
    'sessions/f.1/statements',
    { statements: each(200, () => ({ command: 'NoteMatter', text: { en: 'x'.repeat(1_200) } })) },
  ],
  'two hundred decisions': [
    'sessions/f.1/statements',
    {
      statements: each(200, (n) => ({
        command: 'TakeDecision',
        text: { en: 'Decided' },
        undertakings: each(5, () => undertaking({ en: `Road ${n}` })),
      })),
    },
  ],
};

const long = 'x'.repeat(3_900);
const forum = (id: string) =>
  `forums: [{ id: ${id}, name: { en: F }, level: workingGroup, sides: [{ side: PK, name: { en: P } }, { side: CN, name: { en: C } }] }]\n`;
const session = (id: string) =>
  `${forum(id)}sessions:\n- id: ${id}.1\n  mode: virtual\n  openedOn: 2022-04-20\n  statements:\n`;
const notes = (count: number, words = '') =>
  each(count, (n) => `  - { verb: noted, text: { en: ${words}x${n} } }\n`).join('');

const files: Readonly<Record<string, string>> = {
  'as many statements as a session may have': session('g') + notes(1_900),
  'long statements': session('h') + notes(260, long),
  'a long source of each statement': `source: { kind: press, reference: ${long} }\n${session('i')}${notes(1_900)}`,
};

/** Of disk, for each byte that the request might have. Short undertakings take the most: a row and an envelope each. */
const TIMES = { body: 32, file: 20 };
/** Of memory, whatever it is: the events of one request, and followers that read 1,000 at a time. */
const MEMORY = 128 * 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'worst-taken-'));
let api: Booted;
beforeAll(async () => {
  api = await boot({ folder, ratePerMinute: 1_000_000 }, () => {});
  await scene(api, { institutions: ['pk-most', 'cn-most'], commitments: 2 });
});
afterAll(() => api.close());

/** What the request took: the longest turn of the thread, memory, and disk once every follower has handled it. */
const taken = async (path: string, type: string, payload: string) => {
  const authorization = await api.bearer(actors.recorder);
  const headers = { authorization, 'content-type': type };
  await api.platform.catchUp();
  const before = diskOf(folder);
  let [status, turn] = [0, 0];
  const memory = await memoryOf(async () => {
    turn = await longestTurn(async () => {
      ({ statusCode: status } = await api.app.inject({ method: 'POST', url: `/v1/${path}`, headers, payload }));
    });
    await api.platform.catchUp();
  });
  return { status, turn, memory, disk: diskOf(folder) - before };
};

describe('The largest that is taken keeps the thread for half a second at most, and memory and disk within bounds:', () => {
  it.each(Object.entries(bodies))(
    '%s',
    async (_name, [path, body]) => {
      const payload = JSON.stringify(body);
      expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(MAX_BODY_BYTES);
      const took = await taken(path, 'application/json', payload);
      expect(took.status).toBe(201);
      expect(took.turn).toBeLessThanOrEqual(500);
      expect(took.memory).toBeLessThanOrEqual(MEMORY);
      expect(took.disk).toBeLessThanOrEqual(TIMES.body * MAX_BODY_BYTES);
    },
    120_000,
  );

  it.each(Object.entries(files))(
    'a file with %s',
    async (_name, file) => {
      expect(Buffer.byteLength(file)).toBeLessThanOrEqual(MAX_FILE_BYTES);
      const took = await taken('imports', 'application/yaml', file);
      expect(took.status).toBe(201);
      expect(took.turn).toBeLessThanOrEqual(500);
      expect(took.memory).toBeLessThanOrEqual(MEMORY);
      expect(took.disk).toBeLessThanOrEqual(TIMES.file * MAX_FILE_BYTES);
    },
    120_000,
  );
});
