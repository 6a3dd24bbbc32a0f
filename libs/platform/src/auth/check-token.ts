import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { actorOfClaims, type ClaimNames } from './actor-of-claims.js';
import { IssuerUnavailable, Unauthenticated, type Authenticator, type Checked } from './authenticator.js';
import { bearerToken } from './bearer.js';
import { remembering } from './remembering.js';

/** The conditions under which a token is trusted. None may be left out: jose does not check what is not named. */
export interface Trust {
  /** The issuer's public key for a token's header. */
  readonly key: JWTVerifyGetKey;
  /** Only asymmetric algorithms: with a shared secret, anybody who can check tokens could make them. */
  readonly algorithms: readonly string[];
  readonly issuer: string;
  readonly audience: string;
  readonly type: string;
  /** Seconds since the token was issued, however late it expires. */
  readonly maxAge: number;
  /** Seconds by which the issuer's clock and ours may differ. */
  readonly clockTolerance: number;
  readonly claims: ClaimNames;
  readonly clock?: () => Date;
}

export const trusting = (trust: Trust): Authenticator => {
  const { clock = () => new Date() } = trust;
  const check = remembering((token) => checked(token, trust, clock()), clock);
  return { check: async (authorization) => check(bearerToken(authorization)) };
};

const checked = async (token: string, trust: Trust, now: Date): Promise<Checked> => {
  try {
    const { payload } = await jwtVerify(token, trust.key, {
      algorithms: [...trust.algorithms],
      issuer: trust.issuer,
      audience: trust.audience,
      typ: trust.type,
      requiredClaims: ['exp', 'sub'],
      maxTokenAge: trust.maxAge,
      clockTolerance: trust.clockTolerance,
      currentDate: now,
    });
    const ends = Math.min(payload.exp!, payload.iat! + trust.maxAge) + trust.clockTolerance;
    return { actor: actorOfClaims(payload, trust.claims), ends: ends * 1000 };
  } catch (error) {
    throw error instanceof IssuerUnavailable || error instanceof Unauthenticated ? error : whyNot(error);
  }
};

const whyNot = (error: unknown): Unauthenticated => {
  if (error instanceof errors.JOSEAlgNotAllowed)
    return new Unauthenticated('algorithm', 'The token is signed by an algorithm that is not admitted here.');
  if (error instanceof errors.JWTExpired)
    return error.claim === 'exp'
      ? new Unauthenticated('expired', 'The token has expired.')
      : new Unauthenticated('tooOld', 'The token was issued too long ago.');
  if (error instanceof errors.JWTClaimValidationFailed) return unfit(error.claim, error.reason);
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid)
    return new Unauthenticated('malformed', 'The token is not a signed JSON Web Token.');
  // The rest is about keys: no key of that name, several, one that does not fit the algorithm, or a foreign signature.
  return new Unauthenticated('signature', 'The token is not signed with a key of its issuer.');
};

const unfit = (claim: string, reason: string): Unauthenticated => {
  if (claim === 'iss') return new Unauthenticated('issuer', 'The token is from another issuer.');
  if (claim === 'aud') return new Unauthenticated('audience', 'The token is for another audience.');
  if (claim === 'typ') return new Unauthenticated('type', 'The token is of another type; an access token is wanted.');
  if (reason === 'check_failed') return new Unauthenticated('notYetValid', 'The token is not valid yet.');
  return new Unauthenticated('claims', `The token's claim ${claim} is ${reason}.`);
};
