import type { CommitmentAnswer } from '../api/types.gen.js';
import type { Names } from '../words/names.js';

/** The number in `silent(2)`; 0 if the flag is not there. */
export const countOf = (flags: readonly string[], flag: string): number =>
  Number(flags.find((it) => it.startsWith(`${flag}(`))?.slice(flag.length + 1, -1) ?? 0);

/** The sides of which no institution leads or supports it. */
export const unnamedSides = ({ lead, support }: Pick<CommitmentAnswer, 'lead' | 'support'>, names: Names) => {
  const named = new Set([...lead, ...support].map((it) => names.institution(it).side));
  return names.sides.filter((side) => !named.has(side));
};
