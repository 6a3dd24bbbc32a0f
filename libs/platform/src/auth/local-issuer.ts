import { randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, errors, exportJWK, SignJWT } from 'jose';
import type { Actor } from '@jwg/domain';
import { actorOfClaims, type ClaimNames } from './actor-of-claims.js';
import { Unauthenticated, type Authenticator, type Links } from './authenticator.js';
import { trusting } from './check-token.js';
import { givenIssuerKey, issuerKey } from './issuer-key.js';
import { linksBy } from './links.js';

const audience = 'jwg-ledger';
const type = 'at+jwt';
const claims: ClaimNames = { role: 'role', side: 'side', institution: 'institution' };
/** Seconds. The server and the program that makes tokens read the same clock, but that clock may be adjusted. */
const CLOCK_TOLERANCE = 5;

/** The longest lifetime of a token, in seconds: 30 days. */
export const MAX_TOKEN_SECONDS = 30 * 24 * 60 * 60;

/** Issues tokens and checks them, with the key in the data folder. */
export interface LocalIssuer extends Authenticator {
  readonly issuer: string;
  readonly links: Links;
  /**
   * A token that lets its bearer act as this actor, for this many seconds from now.
   *
   * @throws Unauthenticated (claims)  nobody can act so: an unknown role, a missing side …
   * @throws RangeError                `seconds` is not between one second and `MAX_TOKEN_SECONDS`
   */
  issue(actor: Actor, seconds: number): Promise<string>;
}

/**
 * Opens the local issuer. Makes its key if the folder has none.
 *
 * @param given  a key to use instead of the folder's, in the form of JWG_ISSUER_KEY
 * @throws IssuerKeyUnusable
 */
export const openLocalIssuer = async (
  folder: string,
  clock = () => new Date(),
  given?: string,
): Promise<LocalIssuer> => {
  const key = given === undefined ? issuerKey(folder) : givenIssuerKey(given);
  const { issuer, privateKey, publicKey } = key;
  const kid = await calculateJwkThumbprint(await exportJWK(publicKey));
  const checked = trusting({
    key: (header) => {
      if (header?.kid !== kid) throw new errors.JWKSNoMatchingKey();
      return publicKey;
    },
    algorithms: ['EdDSA'],
    issuer,
    audience,
    type,
    maxAge: MAX_TOKEN_SECONDS,
    clockTolerance: CLOCK_TOLERANCE,
    claims,
    clock,
  });
  return {
    ...checked,
    issuer,
    links: linksBy(key, clock),
    secret: privateKey.export({ format: 'jwk' }).d!,
    async issue({ id, role, side, institution, onBehalfOf }, seconds) {
      if (onBehalfOf) throw new Unauthenticated('claims', 'A token is for who bears it.');
      if (!Number.isInteger(seconds) || seconds < 1 || seconds > MAX_TOKEN_SECONDS)
        throw new RangeError(`A token is good for 1 second to ${MAX_TOKEN_SECONDS} seconds (30 days).`);
      actorOfClaims({ sub: id, role, side, institution }, claims);
      const now = Math.floor(clock().getTime() / 1000);
      return new SignJWT({ role, side, institution })
        .setProtectedHeader({ alg: 'EdDSA', typ: type, kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(id)
        .setJti(randomUUID())
        .setIssuedAt(now)
        .setExpirationTime(now + seconds)
        .sign(privateKey);
    },
  };
};
