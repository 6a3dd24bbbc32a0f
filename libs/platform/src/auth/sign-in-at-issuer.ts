import type { Configuration } from 'openid-client';
import { LedgerError } from '@jwg/event-sourcing';
import { actorOfClaims } from './actor-of-claims.js';
import { IssuerUnavailable, Unauthenticated, type SignInAtIssuer } from './authenticator.js';
import type { OidcClient, OidcSettings } from './oidc-issuer.js';

/** The issuer said no, or what came back is not the answer to what this browser began. */
export class SignInFailed extends LedgerError {
  override readonly name = 'SignInFailed';
  readonly kind = 'notAllowed';
  override readonly type = 'sign-in-failed';
}

/** The issuer knows the person; but what it says of them gives nobody a role here. */
export class NoRoleHere extends LedgerError {
  override readonly name = 'NoRoleHere';
  readonly kind = 'notAllowed';
  override readonly wayOut = 'Ask those who run the sign-in to give you a role in this ledger.';
}

const TIMEOUT_S = 5;

/**
 * Signs people in at an OpenID Connect issuer: the code flow with PKCE, state and nonce. Who they are is in the claims of
 * the ID token, under the same names as in access tokens; its signature is checked, though it came over https.
 */
export const signInAtIssuer = (
  { issuer, claims }: OidcSettings,
  { id, secret, scope, seconds }: OidcClient,
  redirectUri: string,
): SignInAtIssuer => {
  let known: Promise<Configuration> | undefined;
  /** Asks the issuer for its addresses, until that has succeeded once. The library is loaded only where it is used. */
  const configured = async () => {
    const openid = await import('openid-client');
    const authentication = secret === undefined ? openid.None() : openid.ClientSecretBasic(secret);
    const execute = [openid.enableNonRepudiationChecks];
    if (issuer.startsWith('http:')) execute.push(openid.allowInsecureRequests); // the settings allow it on localhost only
    known ??= openid.discovery(new URL(issuer), id, undefined, authentication, { timeout: TIMEOUT_S, execute });
    try {
      return { openid, issuerKnown: await known };
    } catch (error) {
      known = undefined;
      throw unavailable(error);
    }
  };

  return {
    seconds,
    async begin() {
      const { openid, issuerKnown } = await configured();
      const [state, nonce, verifier] = [openid.randomState(), openid.randomNonce(), openid.randomPKCECodeVerifier()];
      const address = openid.buildAuthorizationUrl(issuerKnown, {
        redirect_uri: redirectUri,
        scope,
        state,
        nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { address: address.href, begun: { state, nonce, verifier } };
    },

    async finish(search, { state, nonce, verifier }) {
      const { openid, issuerKnown } = await configured();
      const came = new URL(redirectUri);
      came.search = search;
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier };
      const told = await openid.authorizationCodeGrant(issuerKnown, came, checks).catch((error: Error) => {
        throw failureOf(error);
      });
      try {
        return actorOfClaims({ ...told.claims()! }, claims);
      } catch (error) {
        if (!(error instanceof Unauthenticated)) throw error;
        throw new NoRoleHere(`The sign-in worked, and gives no role here. ${error.message}`);
      }
    },
  };
};

const unavailable = (cause: unknown) =>
  new IssuerUnavailable('The issuer cannot be reached at the moment.', TIMEOUT_S, { cause });

/** A no of the issuer has a word; what does not fit this sign-in has a code; anything else is the way there. */
const failureOf = (error: Error & { code?: unknown; status?: unknown; error?: unknown }): LedgerError => {
  if (typeof error.error === 'string' && !(Number(error.status) >= 500))
    return new SignInFailed(`The issuer said no: ${plain(error.error)}.`, { cause: error });
  if (/^OAUTH_(INVALID_RESPONSE|JWT_\w+|KEY_SELECTION_FAILED)$/.test(String(error.code)))
    return new SignInFailed('What came back does not belong to the sign-in that this browser began.', { cause: error });
  return unavailable(error);
};

const plain = (word: string): string => word.replace(/[^\w-]/g, '').slice(0, 60);
