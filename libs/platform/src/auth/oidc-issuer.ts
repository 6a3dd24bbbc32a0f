import type { ClaimNames } from './actor-of-claims.js';
import type { Authenticator } from './authenticator.js';
import { trusting } from './check-token.js';
import { issuerKeys } from './issuer-keys.js';

/** The algorithms that may sign tokens; never `none`, and never a shared secret (HS256 …). */
export const signatureAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const;

export interface OidcSettings {
  /** The exact value of the tokens' `iss`. */
  readonly issuer: string;
  readonly audience: string;
  /** The address of the key set. Without it, the address comes from the issuer's discovery document. */
  readonly jwks?: string;
  readonly algorithms: readonly (typeof signatureAlgorithms)[number][];
  /** The tokens' `typ`. */
  readonly type: string;
  /** Seconds. */
  readonly maxAge: number;
  /** Seconds. */
  readonly clockTolerance: number;
  readonly claims: ClaimNames;
  /** Present when people sign in there with a browser. */
  readonly client?: OidcClient;
}

/** What this ledger is to the issuer. */
export interface OidcClient {
  readonly id: string;
  /** Without it the ledger is a public client, whom PKCE alone protects. */
  readonly secret?: string;
  readonly scope: string;
  /** Seconds for which somebody is signed in. */
  readonly seconds: number;
}

/** Checks tokens of an external OpenID Connect issuer. */
export const oidcAuthenticator = (
  settings: OidcSettings,
  clock: () => Date = () => new Date(),
  now: () => number = () => performance.now(),
): Authenticator => {
  const { issuer, jwks, client: _ofBrowsers, ...rest } = settings;
  const find = async (signal: AbortSignal) => new URL(jwks ?? (await discovered(issuer, signal)));
  return trusting({ ...rest, issuer, key: issuerKeys(find, now), clock });
};

/** OpenID Connect Discovery 1.0: the document must name exactly the issuer that was asked. */
export const discovered = async (issuer: string, signal: AbortSignal): Promise<string> => {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await fetch(address, { signal, redirect: 'error' });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  const document = (await answer.json()) as { issuer?: unknown; jwks_uri?: unknown } | null;
  if (document?.issuer !== issuer) throw new Error(`${address} speaks for another issuer`);
  const { jwks_uri: uri } = document;
  if (typeof uri !== 'string' || !isSafeAddress(uri))
    throw new Error(`${address} names no key set at an https address`);
  return uri;
};

/** Keys that come over an unprotected network can be anybody's. */
export const isSafeAddress = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && isOnThisMachine(hostname));
};

export const isOnThisMachine = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);
