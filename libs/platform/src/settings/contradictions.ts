import { cosignerVerifier, keyTextOf } from '@jwg/ledger-proof';
import { isOnThisMachine, isSafeAddress } from '../auth/oidc-issuer.js';
import { givenIssuerKey } from '../auth/issuer-key.js';
import { keyServiceIn } from '../proving/notary-key.js';
import { isReachedFromHereOnly, unfitAddresses } from './addresses.js';
import type { Environment } from './environment.js';

/** Settings that are valid alone but not together, one line each; `present` are the variables that were set. */
export const contradictions = (it: Environment, present: ReadonlySet<string>): string[] => [
  ...unfitAddresses(it),
  ...oidc(it),
  ...oidcClient(it, present),
  ...(present.has('JWG_ISSUER_KEY') && present.has('JWG_OIDC_ISSUER')
    ? ['JWG_ISSUER_KEY is of no use with JWG_OIDC_ISSUER, whose tokens alone are taken; one of them has to go']
    : issuerKey(it)),
  ...useless('JWG_KURRENTDB_URL', 'JWG_KURRENTDB_', present),
  ...useless('JWG_POSTGRES_URL', 'JWG_POSTGRES_', present),
  ...useless('JWG_KAFKA_BROKERS', 'JWG_KAFKA_', present),
  ...(present.has('JWG_KURRENTDB_URL') && !present.has('JWG_POSTGRES_URL')
    ? ['JWG_POSTGRES_URL is required with JWG_KURRENTDB_URL: read models in a folder are one process’s own']
    : []),
  ...(it.JWG_FOLLOWERS === 'worker' && !present.has('JWG_KURRENTDB_URL')
    ? ['JWG_FOLLOWERS can be worker only with JWG_KURRENTDB_URL: one process alone writes to a data folder']
    : []),
  ...(it.JWG_KAFKA_BROKERS.length > 0 ? kafka(it) : []),
  ...(it.JWG_NOTARY_KEY === undefined || isNotaryKey(it.JWG_NOTARY_KEY)
    ? []
    : ['JWG_NOTARY_KEY holds no key of a notary: it must be the content of proof/key.json']),
  ...it.JWG_WITNESSES.filter((key) => !isWitness(key)).map(
    (key) => `JWG_WITNESSES: ${key} is mistyped; it is not the key of a witness`,
  ),
];

const issuerKey = ({ JWG_ISSUER_KEY: key }: Environment): string[] => {
  if (key === undefined) return [];
  try {
    givenIssuerKey(key);
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
};

const oidc = ({ JWG_OIDC_ISSUER, JWG_OIDC_AUDIENCE, JWG_OIDC_JWKS }: Environment): string[] => [
  ...(JWG_OIDC_ISSUER !== undefined && JWG_OIDC_AUDIENCE === undefined
    ? ['JWG_OIDC_AUDIENCE is required with JWG_OIDC_ISSUER: else tokens for anybody would do']
    : []),
  ...(JWG_OIDC_ISSUER === undefined && (JWG_OIDC_AUDIENCE ?? JWG_OIDC_JWKS) !== undefined
    ? ['JWG_OIDC_ISSUER is required with JWG_OIDC_AUDIENCE or JWG_OIDC_JWKS']
    : []),
  ...Object.entries({ JWG_OIDC_ISSUER, JWG_OIDC_JWKS }).flatMap(([name, address]) =>
    address === undefined || isSafeAddress(address) ? [] : [`${name} must be an https address; http only on localhost`],
  ),
];

const oidcClient = (it: Environment, present: ReadonlySet<string>): string[] => {
  if (it.JWG_OIDC_CLIENT_ID === undefined)
    return it.JWG_OIDC_CLIENT_SECRET === undefined
      ? []
      : ['JWG_OIDC_CLIENT_ID is required with JWG_OIDC_CLIENT_SECRET'];
  return [
    ...['JWG_OIDC_ISSUER', 'JWG_SIGN_IN_SECRET']
      .filter((name) => !present.has(name))
      .map((name) => `${name} is required with JWG_OIDC_CLIENT_ID`),
    ...(isSafeAddress(it.JWG_PUBLIC_URL ?? 'http://localhost')
      ? []
      : [
          'JWG_PUBLIC_URL must be an https address with JWG_OIDC_CLIENT_ID, http only on localhost: people come back to it',
        ]),
  ];
};

const kafka = (it: Environment): string[] => [
  ...(namesThisMachine(it.JWG_PUBLIC_URL) && !it.JWG_KAFKA_BROKERS.every(isLocal)
    ? [
        'JWG_PUBLIC_URL must be the address by which others reach this ledger, with JWG_KAFKA_BROKERS on other machines: every record that is published names it for good',
      ]
    : []),
  ...together(it, 'JWG_KAFKA_SASL_MECHANISM', 'JWG_KAFKA_SASL_USERNAME', 'JWG_KAFKA_SASL_PASSWORD'),
  ...together(it, 'JWG_KAFKA_TLS_CERT', 'JWG_KAFKA_TLS_KEY'),
  ...(it.JWG_KAFKA_TLS === 'false' && (it.JWG_KAFKA_TLS_CA ?? it.JWG_KAFKA_TLS_CERT) !== undefined
    ? ['JWG_KAFKA_TLS must be true with JWG_KAFKA_TLS_CA or JWG_KAFKA_TLS_CERT']
    : []),
  ...((it.JWG_KAFKA_MIN_INSYNC ?? 0) > (it.JWG_KAFKA_REPLICATION ?? Infinity)
    ? ['JWG_KAFKA_MIN_INSYNC must not be above JWG_KAFKA_REPLICATION: nothing could ever be written']
    : []),
];

/** Settings of an adapter that is not used: somebody believes that it is used. */
const useless = (main: string, family: string, present: ReadonlySet<string>): string[] => {
  const idle = [...present].filter((name) => name.startsWith(family));
  return present.has(main) || idle.length === 0 ? [] : [`${main} is required with ${idle.join(', ')}`];
};

const together = (it: Environment, ...names: (keyof Environment)[]): string[] => {
  const missing = names.filter((name) => it[name] === undefined);
  return missing.length === 0 || missing.length === names.length
    ? []
    : [`${missing[0]} is required: ${names.join(', ')} go together`];
};

const isNotaryKey = (text: string): boolean => {
  try {
    return keyTextOf(keyServiceIn(text).origin, Buffer.from(keyServiceIn(text).publicKey)) !== '';
  } catch {
    return false;
  }
};

const isWitness = (key: string): boolean => {
  try {
    return cosignerVerifier(key).name !== '';
  } catch {
    return false;
  }
};

const namesThisMachine = (address: string | undefined): boolean =>
  address === undefined || (URL.canParse(address) && isReachedFromHereOnly(new URL(address).hostname));
const isLocal = (broker: string): boolean => isOnThisMachine(broker.replace(/:\d+$/, ''));
