import { describe, expect, it } from '@jest/globals';
import { verifyMerkleInclusion } from '@sigstore/verify/dist/tlog/merkle.js';
import fc from 'fast-check';
import { storedTree } from './testing/stored-tree.js';
import { inclusionProof, rootOf } from './tree.js';

const MOST = 4_097;
const entries = Array.from({ length: MOST }, (_, n) => `entry ${n}`);
const { hashes } = storedTree(entries);

interface Place {
  readonly size: number;
  readonly index: number;
}
interface Claim extends Place {
  readonly entry: string;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}
type Its = Parameters<typeof verifyMerkleInclusion>;

const ours = ({ size, index }: Place): Claim => ({
  size,
  index,
  entry: entries[index]!,
  proof: inclusionProof(hashes, index, size),
  root: rootOf(hashes, size),
});

/** Whether Sigstore's client, which verifies a log that others run, takes the claim. */
const takes = ({ entry, index, size, proof, root }: Claim): boolean => {
  const inclusion = { logIndex: String(index), treeSize: String(size), hashes: proof.map((it) => Buffer.from(it)) };
  const body = { inclusionProof: inclusion, canonicalizedBody: Buffer.from(entry) };
  const head = { logSize: BigInt(size), logHash: Buffer.from(root) };
  try {
    verifyMerkleInclusion(body as unknown as Its[0], head as unknown as Its[1]);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== 'TLOG_INCLUSION_PROOF_ERROR') throw error;
    return false;
  }
};

const upTo300 = Array.from({ length: 300 }, (_, n) => n + 1);
const aroundPowersOfTwo = [512, 1_024, 2_048, 4_096].flatMap((it) => [it - 1, it, it + 1]);
const places = fc
  .integer({ min: 1, max: 600 })
  .chain((size) => fc.record({ size: fc.constant(size), index: fc.nat(size - 1) }));

describe('Sigstore’s verifier of inclusion proofs', () => {
  it('takes the proofs of every tree of up to 300 leaves, under our root: of all leaves up to 40, of some beyond', () => {
    const refused = upTo300.flatMap((size) => {
      const all = Array.from({ length: size }, (_, index) => index);
      const some = [0, 1, Math.floor(size / 3), Math.floor(size / 2), size - 2, size - 1];
      return (size <= 40 ? all : some).filter((index) => !takes(ours({ size, index }))).map((index) => [size, index]);
    });
    expect(refused).toEqual([]);
  });

  it.each(aroundPowersOfTwo)('takes the proofs of a tree of %i leaves, at its edges and between', (size) => {
    const some = [0, 1, 255, 256, 257, Math.floor(size / 2) - 1, Math.floor(size / 2), size - 2, size - 1];
    expect(some.filter((index) => index < size && !takes(ours({ size, index })))).toEqual([]);
  });

  it('takes none of them for another entry, another place, another root, or with another hash', () =>
    fc.assert(
      fc.property(places, fc.nat(599), (place, other) => {
        const claim = ours(place);
        const { size, index, proof, root } = claim;
        const others: Claim[] = [
          ...(other === index ? [] : [{ ...claim, entry: entries[other]! }]),
          ...(other === index || other >= size ? [] : [{ ...claim, index: other }]),
          ...(other + 1 === size ? [] : [{ ...claim, root: rootOf(hashes, other + 1) }]),
          ...proof.map((_, n) => ({ ...claim, proof: proof.with(n, root) })),
          { ...claim, proof: [...proof, root] },
        ];
        expect(others.filter(takes)).toEqual([]);
      }),
      { numRuns: 60 },
    ));
});
