/**
 * The sides in the order in which this reader sees them named: their own first if they act for one, and otherwise the
 * forum's order. Seals keep the forum's order for everybody, so that two readers mean the same ring.
 */
export const alternat = <T extends string | { readonly side: string }>(
  sides: readonly T[],
  own: string | undefined,
): readonly T[] => {
  const isOwn = (it: T) => (typeof it === 'string' ? it : it.side) === own;
  return [...sides.filter(isOwn), ...sides.filter((it) => !isOwn(it))];
};
