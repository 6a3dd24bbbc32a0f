import type { ServerSettings } from '../settings/settings.js';
import type { Authenticator } from './authenticator.js';
import { openLocalIssuer } from './local-issuer.js';
import { oidcAuthenticator } from './oidc-issuer.js';
import { signInAtIssuer } from './sign-in-at-issuer.js';

/**
 * The authenticator that checks the tokens: the configured OpenID Connect issuer. Without one, it is the local issuer,
 * with the configured key or the folder's.
 *
 * @throws IssuerKeyUnusable
 */
export const authenticatorOf = async (settings: AuthSettings): Promise<Authenticator> => {
  const { oidc, folder, issuerKey, publicUrl } = settings;
  if (!oidc) return openLocalIssuer(folder, undefined, issuerKey);
  const { client } = oidc;
  return {
    ...oidcAuthenticator(oidc),
    ...(client && { atIssuer: signInAtIssuer(oidc, client, `${publicUrl}/auth/callback`) }),
  };
};

type AuthSettings = Pick<ServerSettings, 'oidc' | 'folder' | 'issuerKey' | 'publicUrl'>;
