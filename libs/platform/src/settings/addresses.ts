import { BlockList, isIP } from 'node:net';
import type { Environment } from './environment.js';

/** Addresses that are printed, or published: whatever stands in them, others read. */
const shown = ['JWG_PUBLIC_URL', 'JWG_OIDC_ISSUER', 'JWG_OIDC_JWKS'] as const;

/** What is wrong with the addresses that others read, one line each. Whether an issuer's are https is asked elsewhere. */
export const unfitAddresses = (it: Environment): string[] =>
  shown.flatMap((name) => {
    const address = it[name];
    if (address === undefined) return [];
    if (!URL.canParse(address)) return name === 'JWG_PUBLIC_URL' ? [`${name} must be an http address`] : [];
    return holdsMore(new URL(address))
      ? [
          `${name} must have no user name, no password, no query and no fragment: others read it. Change that password if it was in use`,
        ]
      : [];
  });

/** Whether an address has a part that others must not read, or that means nothing in it. */
const holdsMore = ({ username, password, search, hash }: URL): boolean =>
  [username, password, search, hash].some((part) => part !== '');

const ours = new BlockList();
ours.addSubnet('0.0.0.0', 8); // every network of whoever reads it
ours.addSubnet('127.0.0.0', 8);
ours.addSubnet('169.254.0.0', 16); // link-local: another machine's own link
ours.addAddress('::', 'ipv6');
ours.addAddress('::1', 'ipv6');
ours.addSubnet('fe80::', 10, 'ipv6');

/** Whether nobody on another network reaches this host by that name: it means whoever says it. */
export const isReachedFromHereOnly = (hostname: string): boolean => {
  const name = hostname.replace(/\.$/, '').replace(/^\[(.*)\]$/, '$1');
  if (isIP(name) === 0) return /^(.+\.)?localhost$/i.test(name);
  return ours.check(name, isIP(name) === 6 ? 'ipv6' : 'ipv4');
};
