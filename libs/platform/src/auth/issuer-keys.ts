import { createRemoteJWKSet, errors, type JWTVerifyGetKey, type RemoteJWKSet } from 'jose';
import { IssuerUnavailable } from './authenticator.js';

/** Milliseconds. */
export const FRESH = 10 * 60_000;
export const USABLE = 24 * 60 * 60_000;
export const COOLDOWN = 30_000;
const RETRY = 5_000;
const TIMEOUT = 5_000;

/**
 * The public keys of an issuer elsewhere. Fetched when the first token comes; after ten minutes fetched again while the
 * known ones serve on, for a day at most when the issuer cannot be reached. A token that names an unknown key makes
 * them be fetched at once, since the issuer may have changed its keys; but never twice within half a minute (five
 * seconds after a failure), whatever strangers send.
 *
 * `find` gives the address of the key set (a JWKS); it may ask the issuer for it, and is asked again until it knew once.
 * `now` is in milliseconds and never goes back.
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
      // With this cooldown jose never fetches by itself: when to fetch is decided here.
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
  /** Never rejects; those who come meanwhile wait for the same answer. */
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
      // Whether the issuer has that key by now cannot be known while it does not answer.
      throw failure && error instanceof errors.JWKSNoMatchingKey ? unavailable() : error;
    }
  };
};
