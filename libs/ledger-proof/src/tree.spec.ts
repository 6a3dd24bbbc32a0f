import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { foldLeaves } from './fold-leaves.js';
import { GrowingTree } from './growing-tree.js';
import { leafHash } from './hashes.js';
import { storedTree } from './testing/stored-tree.js';
import { consistencyProof, inclusionProof, rootOf } from './tree.js';
import { verifyConsistency, verifyInclusion } from './verify.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const entry = (n: number): string => `entry ${n}`;
const entries = (count: number): string[] => Array.from({ length: count }, (_, n) => entry(n));

/** The definition of RFC 6962, 2.1, word for word, with nothing of ours. */
const definedRoot = (leaves: readonly Buffer[]): Buffer => {
  const sha = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  if (leaves.length === 0) return sha();
  if (leaves.length === 1) return sha(Buffer.from([0]), leaves[0]!);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha(Buffer.from([1]), definedRoot(leaves.slice(0, k)), definedRoot(leaves.slice(k)));
};

const AROUND_POWERS = [9, 10, 11, 12].flatMap((power) => [2 ** power - 1, 2 ** power, 2 ** power + 1]);
const MOST = 66_000; // three levels of tiles
const { hashes } = storedTree(entries(MOST));
const root = (size: number): Uint8Array => rootOf(hashes, size);
const other = leafHash('another');

describe('The tree', () => {
  it('has the roots that RFC 6962 implementations share', () => {
    const known = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const its = storedTree(known.map((it) => Buffer.from(it, 'hex')));
    const roots: Readonly<Record<number, string>> = {
      0: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      1: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      8: '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    };
    for (const [size, wanted] of Object.entries(roots)) expect(hex(rootOf(its.hashes, Number(size)))).toBe(wanted);
  });

  it('has the root that the definition gives, however it is grown and wherever it goes on', () => {
    const leaves = entries(AROUND_POWERS.at(-1)!).map((it) => Buffer.from(it));
    for (const size of [...entries(301).keys(), ...AROUND_POWERS]) {
      const wanted = hex(definedRoot(leaves.slice(0, size)));
      const grown = hex(GrowingTree.of(hashes, size).root());
      const folded =
        size === 0 ? wanted : hex(foldLeaves(Buffer.concat(leaves.slice(0, size).map((it) => leafHash(it)))));
      expect([size, hex(root(size)), grown, folded]).toEqual([size, wanted, wanted, wanted]);
    }
  });

  it('goes on from any size as if it had never stopped', () => {
    for (const size of [0, 1, 255, 256, 257, 65_535, 65_536, 65_537]) {
      const tree = GrowingTree.of(hashes, size);
      for (let n = size; n < size + 300; n += 1)
        for (const { level, index, hash } of tree.add(leafHash(entry(n))))
          expect([n, level, index, hex(hash)]).toEqual([n, level, index, hex(hashes.at(level, index))]);
      expect(hex(tree.root())).toBe(hex(root(size + 300)));
    }
  });
});

describe('A proof of inclusion', () => {
  const included = (index: number, size: number): Parameters<typeof verifyInclusion>[0] => ({
    leaf: leafHash(entry(index)),
    index,
    size,
    proof: inclusionProof(hashes, index, size),
    root: root(size),
  });

  it('verifies for the leaves of each tree up to 300, and for no other leaf, place or root', () => {
    for (let size = 1; size <= 300; size += 1)
      for (let index = 0; index < size; index += size < 40 || index === 0 || index > size - 4 ? 1 : 41) {
        const its = included(index, size);
        const wrong = [{ leaf: other }, { index: (index + 1) % (size + 1) }, { root: other }];
        const seen = [its, ...wrong.map((it) => ({ ...its, ...it }))].map(verifyInclusion);
        expect([size, index, ...seen]).toEqual([size, index, true, false, false, false]);
      }
  });

  it('verifies around the sizes at which tiles fill', () => {
    for (const size of [...AROUND_POWERS, 65_535, 65_536, 65_537])
      for (const index of [0, 255, 256, size - 2, size - 1])
        expect([size, index, verifyInclusion(included(index, size))]).toEqual([size, index, true]);
  });

  it('fails when one of its hashes is changed, left out or added', () => {
    for (const [index, size] of [
      [0, 1],
      [3, 7],
      [299, 300],
      [256, 65_537],
    ] as const) {
      const its = included(index, size);
      const { proof } = its;
      const wrong = [...proof.keys()].flatMap((n) => [proof.toSpliced(n, 1), proof.with(n, other)]);
      for (const it of [...wrong, [...proof, other]]) expect(verifyInclusion({ ...its, proof: it })).toBe(false);
    }
  });

  it('is not made for a leaf that is not there', () => {
    for (const [index, size] of [
      [0, 0],
      [5, 5],
      [-1, 5],
      [NaN, 5],
    ] as const)
      expect(() => inclusionProof(hashes, index, size)).toThrow(RangeError);
  });
});

describe('A proof of consistency', () => {
  const consistent = (from: number, to: number): Parameters<typeof verifyConsistency>[0] => ({
    from,
    to,
    proof: consistencyProof(hashes, from, to),
    rootFrom: root(from),
    rootTo: root(to),
  });

  it('verifies between sizes up to 40 and many up to 1,025, equal ones too, and for no other root', () => {
    const sizes = [...entries(41).keys(), 255, 256, 257, 300, ...AROUND_POWERS.slice(0, 6)];
    for (const to of sizes)
      for (const from of sizes.filter((it) => it <= to)) {
        const its = consistent(from, to);
        const seen = [its, { ...its, rootFrom: other }, { ...its, rootTo: other }].map(verifyConsistency);
        // Every tree begins with the tree without leaves, so that one says nothing about the larger tree.
        expect([from, to, ...seen]).toEqual([from, to, true, false, from === 0 && to > 0]);
      }
  });

  it('fails when one of its hashes is changed, left out or added', () => {
    for (const [from, to] of [
      [1, 2],
      [6, 8],
      [4, 7],
      [255, 300],
      [256, 300],
      [65_535, 65_537],
    ] as const) {
      const its = consistent(from, to);
      const { proof } = its;
      const wrong = [...proof.keys()].flatMap((n) => [proof.toSpliced(n, 1), proof.with(n, other)]);
      for (const it of [...wrong, [...proof, other]]) expect(verifyConsistency({ ...its, proof: it })).toBe(false);
    }
  });

  it('fails for a tree that was rewritten, and is not made for a larger beginning', () => {
    const rewritten = storedTree(entries(300).with(17, 'another'));
    const proof = consistencyProof(rewritten.hashes, 200, 300);
    const rootTo = rootOf(rewritten.hashes, 300);
    expect(verifyConsistency({ from: 200, to: 300, proof, rootFrom: root(200), rootTo })).toBe(false);
    expect(() => consistencyProof(hashes, 6, 5)).toThrow(RangeError);
  });
});
