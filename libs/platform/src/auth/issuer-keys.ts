import { createRemoteJWKSet, errors, type JWTVerifyGetKey, type RemoteJWKSet } from 'jose';
import { IssuerUnavailable } from './authenticator.js';

/** Milliseconds. */
export const FRESH = 10 * 60_000;
export const USABLE = 24 * 60 * 60_000;
export const COOLDOWN = 30_000;
const RETRY = 5_000;
const TIMEOUT = 5_000;

/**
 * The public keys of an external issuer. They are fetched when the first token comes. After ten minutes they are
 * fetched again, while the known keys stay in use, for a day at most if the issuer is out of reach. A token that names
 * an unknown key causes a fetch at once, since the issuer may have changed its keys; but there are never two fetches
 * within half a minute (five seconds after a failure), whatever strangers send.
 *
 * `find` returns the address of the key set (a JWKS). It may ask the issuer for it, and is called until it has
 * succeeded once. `now` is in milliseconds and never goes back.
 */
export const issuerKeys = (find: (signal: AbortSignal) => Promise<URL>, now: () => number): JWTVerifyGetKey => {
  let keys: RemoteJWKSet | undefined;
  let fetchedAt = -Infinity;
  let triedAt = -Infinity;
  let failure: Error | undefined;
  let fetching: Promise<void> | undefined;

  const fetchAll = async () => {
    triedAt = now();
    try {
      // With this cooldown jose never fetches by itself; the code below decides when to fetch.
      keys ??= createRemoteJWKSet(await find(AbortSignal.timeout(TIMEOUT)), {
        timeoutDuration: TIMEOUT,
        cooldownDuration: Infinity,
        cacheMaxAge: Infinity,
      });
      await keys.reload();
      fetchedAt = now();
      failure = undefined;
    } catch (error) {
      failure = error as Error;
    } finally {
      fetching = undefined;
    }
  };
  const nextTry = () => triedAt + (failure ? RETRY : COOLDOWN);
  /** Never rejects. Calls that come meanwhile share the same answer. */
  const refresh = async () => {
    if (!fetching && now() < nextTry()) return;
    await (fetching ??= fetchAll());
  };
  const unavailable = () => {
    const wait = Math.max(1, Math.ceil((nextTry() - now()) / 1000));
    return new IssuerUnavailable("The token issuer's keys cannot be fetched at the moment.", wait, { cause: failure });
  };

  return async (header, token) => {
    const age = now() - fetchedAt;
    if (age > USABLE) await refresh();
    else if (age > FRESH) void refresh();
    if (!keys || now() - fetchedAt > USABLE) throw unavailable();
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
    }
    await refresh();
    try {
      return await keys(header, token);
    } catch (error) {
      // While the issuer does not answer, nobody knows whether it has that key by now.
      throw failure && error instanceof errors.JWKSNoMatchingKey ? unavailable() : error;
    }
  };
};
