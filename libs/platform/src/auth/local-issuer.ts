import { randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, errors, exportJWK, SignJWT } from 'jose';
import type { Actor } from '@jwg/domain';
import { actorOfClaims, type ClaimNames } from './actor-of-claims.js';
import { Unauthenticated, type Authenticator } from './authenticator.js';
import { trusting } from './check-token.js';
import { givenIssuerKey, issuerKey } from './issuer-key.js';

const audience = 'jwg-ledger';
const type = 'at+jwt';
const claims: ClaimNames = { role: 'role', side: 'side', institution: 'institution' };
/** Seconds; the server and who makes tokens read the same clock, but for a step of it. */
const CLOCK_TOLERANCE = 5;

/** The longest that a token is good for, in seconds: 30 days. */
export const MAX_TOKEN_SECONDS = 30 * 24 * 60 * 60;

/** Issues tokens and checks them, with the key that lies in the data folder. */
export interface LocalIssuer extends Authenticator {
  readonly issuer: string;
  /**
   * A token with which its bearer is that actor, for so many seconds from now.
   *
   * @throws Unauthenticated (claims)  nobody could act so: a role that there is not, a side that is missing …
   * @throws RangeError                the time is not between one second and `MAX_TOKEN_SECONDS`
   */
  issue(actor: Actor, seconds: number): Promise<string>;
}

/**
 * The local issuer; its key is made when the folder has none.
 *
 * @param given  the key instead of the folder's, as JWG_ISSUER_KEY has it
 * @throws IssuerKeyUnusable
 */
export const openLocalIssuer = async (
  folder: string,
  clock = () => new Date(),
  given?: string,
): Promise<LocalIssuer> => {
  const { issuer, privateKey, publicKey } = given === undefined ? issuerKey(folder) : givenIssuerKey(given);
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
