import { hasIssuerKey, storedIssuerKey } from '../auth/issuer-key.js';
import { discovered } from '../auth/oidc-issuer.js';
import type { ServerSettings } from '../settings/settings.js';
import { fine, reasonOf, wrong, type Check } from './finding.js';

export const checkIssuer = ({ oidc, issuerKey, kurrentdb, folder }: ServerSettings): Check | undefined => {
  if (oidc) return () => ofIssuer(oidc);
  if (issuerKey !== undefined) return async () => fine('the copies share the key that signs tokens');
  if (!kurrentdb) return hasIssuerKey(folder) ? async () => ofFolder(folder) : undefined;
  return async () =>
    wrong(
      'each copy would sign tokens by a key of its own, which other copies refuse',
      'Set JWG_ISSUER_KEY_FILE for all copies, or JWG_OIDC_ISSUER.',
    );
};

/** As a start reads it; where there is none, the start makes one. */
const ofFolder = (folder: string) => {
  try {
    return fine(`the key in ${folder} signs those of ${storedIssuerKey(folder)!.issuer}`);
  } catch (error) {
    return wrong(reasonOf(error), 'See what the message says.');
  }
};

const ofIssuer = async ({ issuer, jwks }: NonNullable<ServerSettings['oidc']>) => {
  try {
    const signal = AbortSignal.timeout(5_000);
    const address = jwks ?? (await discovered(issuer, signal));
    const answer = await fetch(address, { signal, redirect: 'error' });
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
    const { keys } = (await answer.json()) as { keys?: unknown };
    if (!Array.isArray(keys) || keys.length === 0) throw new Error(`${address} holds no keys`);
    return fine(`${issuer}; ${keys.length} ${keys.length === 1 ? 'key' : 'keys'} at ${address}`);
  } catch (error) {
    return wrong(reasonOf(error), 'JWG_OIDC_ISSUER has to be reached from here, and to be as the tokens’ iss has it.');
  }
};
