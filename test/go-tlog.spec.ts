import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  checkpointText,
  cosigner,
  cosignerKeyText,
  keyText,
  leafHash,
  noteSigner,
  rootOf,
  signNote,
  TILE_WIDTH,
  tilePath,
} from '@jwg/ledger-proof';
import { storedTree } from '../libs/ledger-proof/src/testing/stored-tree.js';

const here = dirname(fileURLToPath(import.meta.url));
const ORIGIN = 'ledger.example.org/jwg';
const SIZES = [1, 2, 255, 256, 257, 700];

/** Go's library for transparency logs, as a program; it is downloaded at first use. With CI=true it has to be there. */
const goProgram = (folder: string): string | undefined => {
  const program = join(folder, 'go-tlog');
  try {
    execFileSync('go', ['build', '-o', program, '.'], { cwd: join(here, 'go-tlog'), stdio: 'pipe' });
    return program;
  } catch (error) {
    if (process.env.CI === 'true') throw error;
    console.warn(`SKIPPED without Go: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
};

const root = mkdtempSync(join(tmpdir(), 'jwg-go-tlog-'));
const program = goProgram(root);
const { privateKey } = generateKeyPairSync('ed25519');
const witnesses = ['secretariat-pk', 'secretariat-cn'].map((name) => ({
  name,
  key: generateKeyPairSync('ed25519').privateKey,
}));
const entries = Array.from({ length: Math.max(...SIZES) }, (_, n) => `entry ${n}`);
const { hashes, levels } = storedTree(entries);
afterAll(() => rmSync(root, { recursive: true }));

const cosignerOf = ({ name, key }: (typeof witnesses)[number]) => cosigner(name, key, () => new Date());

/** Lays out the tree of that size as it is served. */
const layOut = (size: number): string => {
  const folder = join(root, String(size));
  for (let [level, count] = [0, size]; count > 0; [level, count] = [level + 1, Math.floor(count / TILE_WIDTH)])
    for (let index = 0; index * TILE_WIDTH < count; index += 1) {
      const width = Math.min(TILE_WIDTH, count - index * TILE_WIDTH);
      const file = join(folder, tilePath({ level, index, width }));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, Buffer.concat(levels[level]!.slice(index * TILE_WIDTH, index * TILE_WIDTH + width)));
    }
  const text = checkpointText({ origin: ORIGIN, size, root: rootOf(hashes, size) });
  writeFileSync(
    join(folder, 'checkpoint'),
    signNote(text, noteSigner(ORIGIN, privateKey), ...witnesses.map(cosignerOf)),
  );
  return folder;
};

const read = (folder: string, leaves: readonly string[], key = privateKey, by = witnesses): string[] => {
  const keys = [keyText(ORIGIN, key), ...by.map((it) => cosignerKeyText(it.name, it.key))].join(',');
  return execFileSync(program!, [folder, keys, ...leaves], { encoding: 'utf8', stdio: 'pipe' })
    .trim()
    .split('\n');
};

(program === undefined ? describe.skip : describe)('Go’s library for transparency logs', () => {
  const leaves = entries.map((it) => leafHash(it).toString('hex'));
  beforeAll(() => SIZES.forEach(layOut));

  it('opens our co-signed checkpoints, finds every leaf in our tiles, and every smaller tree with the root that we give', () => {
    for (const size of SIZES) {
      const wanted = Array.from(
        { length: size },
        (_, n) => `${n + 1} ${Buffer.from(rootOf(hashes, n + 1)).toString('hex')}`,
      );
      expect(read(join(root, String(size)), leaves.slice(0, size))).toEqual(wanted);
    }
  });

  it('refuses another key, a witness who has not signed, another leaf, and a tile in which one bit is another', () => {
    const folder = join(root, '257');
    const its = leaves.slice(0, 257);
    expect(() => read(folder, its, generateKeyPairSync('ed25519').privateKey)).toThrow();
    const stranger = { name: 'stranger', key: generateKeyPairSync('ed25519').privateKey };
    expect(() => read(folder, its, privateKey, [...witnesses, stranger])).toThrow('3 of 4 have signed');
    expect(() => read(folder, its.with(3, leaves[4]!))).toThrow('leaf 3');
    const tile = Buffer.concat(levels[0]!.slice(0, TILE_WIDTH));
    tile[77]! ^= 1;
    writeFileSync(join(folder, tilePath({ level: 0, index: 0, width: TILE_WIDTH })), tile);
    expect(() => read(folder, its)).toThrow();
  });
});
