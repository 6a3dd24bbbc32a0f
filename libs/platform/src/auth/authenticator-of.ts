import type { ServerSettings } from '../settings/settings.js';
import type { Authenticator } from './authenticator.js';
import { openLocalIssuer } from './local-issuer.js';
import { oidcAuthenticator } from './oidc-issuer.js';

/**
 * Who checks the tokens: the OpenID Connect issuer that is set, else the local one, by the key that is set or the folder's.
 *
 * @throws IssuerKeyUnusable
 */
export const authenticatorOf = async ({ oidc, folder, issuerKey }: ServerSettings): Promise<Authenticator> =>
  oidc ? oidcAuthenticator(oidc) : openLocalIssuer(folder, undefined, issuerKey);
