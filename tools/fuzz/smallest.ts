import type { Change } from './changes.ts';
import type { Input } from './plan.ts';

/**
 * Leaves out inputs, then changes, then parts of texts, as long as it still fails. Each try plays a whole round, so it
 * halves before it goes one by one, and stops after so many tries.
 */
export const smallest = async (
  inputs: readonly Input[],
  fails: (inputs: readonly Input[]) => Promise<boolean>,
  tries = 60,
): Promise<readonly Input[]> => {
  let kept = inputs;
  let left = tries;
  const attempt = async (fewer: readonly Input[]): Promise<boolean> => {
    if (left <= 0) return false;
    left -= 1;
    if (!(await fails(fewer))) return false;
    kept = fewer;
    return true;
  };
  for (let size = Math.ceil(kept.length / 2); size >= 1 && kept.length > 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let at = 0; at < kept.length;) if (!(await attempt(kept.toSpliced(at, size)))) at += size;
  for (let n = 0; n < kept.length; n += 1)
    for (let c = 0; c < kept[n]!.changes.length && kept[n]!.changes.length > 1;)
      if (!(await attempt(kept.with(n, { ...kept[n]!, changes: kept[n]!.changes.toSpliced(c, 1) })))) c += 1;
  for (let n = 0; n < kept.length; n += 1)
    for (let c = 0; c < kept[n]!.changes.length; c += 1)
      for (let shorter = true; shorter;) {
        shorter = false;
        for (const change of shortened(kept[n]!.changes[c]!)) {
          const changes = kept[n]!.changes.with(c, change);
          if (await attempt(kept.with(n, { ...kept[n]!, changes }))) {
            shorter = true;
            break;
          }
        }
      }
  return kept;
};

const shortened = ({ path, to }: Change): Change[] => {
  if (typeof to !== 'string' || to.length < 2) return [];
  const half = to.length >> 1;
  return [to.slice(0, half), to.slice(half)].map((text) => ({ path, to: text }));
};
