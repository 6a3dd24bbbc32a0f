import type { Actor } from '@jwg/domain';

export interface Checked {
  readonly actor: Actor;
  /** Milliseconds since 1970 at which the token ends by itself. */
  readonly ends: number;
}

/** Milliseconds: how much longer than the issuer's key a token may live. */
export const MEMORY = 60_000;
const MANY = 1_000;

/**
 * Checks a token's signature once a minute instead of at every request: that costs more than the rest of a command's
 * way to the store. What was refused is not remembered.
 */
export const remembering = (check: (token: string) => Promise<Checked>, clock: () => Date): typeof check => {
  const known = new Map<string, Checked & { readonly until: number }>();
  return async (token) => {
    const now = clock().getTime();
    const before = known.get(token);
    if (before && now < before.until) return before;
    known.delete(token);
    const checked = await check(token);
    if (known.size >= MANY) known.delete(known.keys().next().value!); // the one checked longest ago
    known.set(token, { ...checked, until: Math.min(checked.ends, now + MEMORY) });
    return checked;
  };
};
