import type { Checked } from './authenticator.js';

/** Milliseconds: how long a checked token is accepted without a new check, even if the issuer's key has changed. */
export const MEMORY = 60_000;
const MANY = 1_000;

/**
 * Checks a token's signature once a minute instead of at every request, because the check costs more than the rest of a
 * command's way to the store. A refused token is checked again every time.
 */
export const remembering = (check: (token: string) => Promise<Checked>, clock: () => Date): typeof check => {
  const known = new Map<string, Checked & { readonly until: number }>();
  return async (token) => {
    const now = clock().getTime();
    const before = known.get(token);
    if (before && now < before.until) return before;
    known.delete(token);
    const checked = await check(token);
    if (known.size >= MANY) known.delete(known.keys().next().value!); // drops the token whose check is the oldest
    known.set(token, { ...checked, until: Math.min(checked.ends, now + MEMORY) });
    return checked;
  };
};
