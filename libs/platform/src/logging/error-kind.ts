/**
 * What kind of error it is and what caused it: `StoreUnavailable < Error ECONNREFUSED`. Messages are left out: libraries
 * put values into them, and with these what people said, or a password.
 */
export const errorKind = (error: unknown): string => {
  const kinds: string[] = [];
  for (let it = error; it instanceof Error && kinds.length < MAX_CAUSES; it = it.cause)
    kinds.push([it.name, (it as { code?: unknown }).code].filter(isWord).join(' ') || 'Error');
  return kinds.join(' < ') || `A thrown ${typeof error}`;
};

const MAX_CAUSES = 5;
const isWord = (it: unknown): boolean =>
  (typeof it === 'string' || typeof it === 'number') && /^[\w.-]{1,60}$/.test(String(it));

/** Where it was thrown: the lines of a stack that name a place. */
export const framesOf = (stack: unknown): string =>
  String(stack)
    .split('\n')
    .filter((line) => /^ {4}at \S.*(:\d+:\d+\)?|<anonymous>\)?|\(native\))$/.test(line))
    .join('\n');
