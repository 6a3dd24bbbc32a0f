import type { ServerSettings } from '../settings/settings.js';
import type { Authenticator } from './authenticator.js';
import { openLocalIssuer } from './local-issuer.js';
import { oidcAuthenticator } from './oidc-issuer.js';

/**
 * The authenticator that checks the tokens: the configured OpenID Connect issuer. Without one, it is the local issuer,
 * with the configured key or the folder's.
 *
 * @throws IssuerKeyUnusable
 */
export const authenticatorOf = async ({ oidc, folder, issuerKey }: ServerSettings): Promise<Authenticator> =>
  oidc ? oidcAuthenticator(oidc) : openLocalIssuer(folder, undefined, issuerKey);
