import { isSafeAddress } from '../auth/oidc-issuer.js';
import type { Environment } from './environment.js';

/** What fits by itself and does not fit together, a line each; `told` are the variables that were set. */
export const contradictions = (it: Environment, told: ReadonlySet<string>): string[] => [
  ...oidc(it),
  ...(told.has('JWG_ISSUER_KEY') && told.has('JWG_OIDC_ISSUER')
    ? ['JWG_ISSUER_KEY is of no use with JWG_OIDC_ISSUER, whose tokens alone are taken; one of them has to go']
    : []),
  ...useless('JWG_KURRENTDB_URL', 'JWG_KURRENTDB_', told),
  ...useless('JWG_POSTGRES_URL', 'JWG_POSTGRES_', told),
  ...useless('JWG_KAFKA_BROKERS', 'JWG_KAFKA_', told),
  ...(told.has('JWG_KURRENTDB_URL') && !told.has('JWG_POSTGRES_URL')
    ? ['JWG_POSTGRES_URL is required with JWG_KURRENTDB_URL: read models in a folder are one process’s own']
    : []),
  ...(it.JWG_FOLLOWERS === 'worker' && !told.has('JWG_KURRENTDB_URL')
    ? ['JWG_FOLLOWERS can be worker only with JWG_KURRENTDB_URL: one process alone writes to a data folder']
    : []),
  ...(it.JWG_KAFKA_BROKERS.length > 0 ? kafka(it) : []),
];

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

const kafka = (it: Environment): string[] => [
  ...together(it, 'JWG_KAFKA_SASL_MECHANISM', 'JWG_KAFKA_SASL_USERNAME', 'JWG_KAFKA_SASL_PASSWORD'),
  ...together(it, 'JWG_KAFKA_TLS_CERT', 'JWG_KAFKA_TLS_KEY'),
  ...(it.JWG_KAFKA_TLS === 'false' && (it.JWG_KAFKA_TLS_CA ?? it.JWG_KAFKA_TLS_CERT) !== undefined
    ? ['JWG_KAFKA_TLS must be true with JWG_KAFKA_TLS_CA or JWG_KAFKA_TLS_CERT']
    : []),
  ...((it.JWG_KAFKA_MIN_INSYNC ?? 0) > (it.JWG_KAFKA_REPLICATION ?? Infinity)
    ? ['JWG_KAFKA_MIN_INSYNC must not be above JWG_KAFKA_REPLICATION: nothing could ever be written']
    : []),
];

/** Settings of what is not used at all: somebody believes that it is. */
const useless = (main: string, family: string, told: ReadonlySet<string>): string[] => {
  const idle = [...told].filter((name) => name.startsWith(family));
  return told.has(main) || idle.length === 0 ? [] : [`${main} is required with ${idle.join(', ')}`];
};

const together = (it: Environment, ...names: (keyof Environment)[]): string[] => {
  const missing = names.filter((name) => it[name] === undefined);
  return missing.length === 0 || missing.length === names.length
    ? []
    : [`${missing[0]} is required: ${names.join(', ')} go together`];
};
