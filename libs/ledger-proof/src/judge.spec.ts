import { describe, expect, it } from '@jest/globals';
import { judge, type Later } from './judge.js';
import { storedTree } from './testing/stored-tree.js';
import { consistencyProof, rootOf, type TreeHashes } from './tree.js';

const entries = (count: number, changedFrom = Infinity) =>
  Array.from({ length: count }, (_, n) => `entry ${n}${n >= changedFrom ? ', another' : ''}`);
const { hashes: real } = storedTree(entries(600));
const { hashes: forked } = storedTree(entries(600, 290));

const headOf = (of: TreeHashes, size: number) => ({ origin: 'log', size, root: rootOf(of, size) });
const later = (seen: number, shown: number, of = real): Later => ({
  seen: headOf(real, seen),
  shown: headOf(of, shown),
  rootThen: rootOf(of, Math.min(seen, shown)),
  proof: consistencyProof(of, Math.min(seen, shown), shown),
});

describe('The judgement of what a log shows', () => {
  it('is that it begins with what was seen, wherever that ended', () => {
    for (const seen of [0, 1, 255, 256, 300, 600])
      for (const shown of [seen, seen + 1, 600].filter((it) => it <= 600))
        expect(judge(later(seen, shown))).toBe('extends');
  });

  it('is that it is older when it is smaller', () => expect(judge(later(300, 299))).toBe('isOlder'));

  it('is that it contradicts itself when it had another root then, by its own proof', () => {
    for (const [seen, shown] of [
      [291, 291],
      [300, 300],
      [300, 301],
      [300, 600],
    ] as const)
      expect(judge(later(seen, shown, forked))).toBe('contradicts');
    expect(judge(later(290, 600, forked))).toBe('extends');
  });

  it('is none while the proof does not lead to what was signed', () => {
    const honest = later(300, 600);
    for (const wrong of [
      { ...honest, proof: [] },
      { ...honest, proof: honest.proof.slice(1) },
      { ...honest, rootThen: rootOf(forked, 300) },
      { ...later(300, 300), rootThen: rootOf(forked, 300) },
    ])
      expect(judge(wrong)).toBe('isNotProved');
  });
});
