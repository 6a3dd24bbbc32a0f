import type { ServerSettings } from '../settings.js';
import type { Authenticator } from './authenticator.js';
import { openLocalIssuer } from './local-issuer.js';
import { oidcAuthenticator } from './oidc-issuer.js';

/**
 * Who checks the tokens: the OpenID Connect issuer that is set, else the issuer in the data folder.
 *
 * @throws IssuerKeyUnusable
 */
export const authenticatorOf = async ({ oidc, folder }: ServerSettings): Promise<Authenticator> =>
  oidc ? oidcAuthenticator(oidc) : openLocalIssuer(folder);
