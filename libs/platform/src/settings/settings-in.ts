import { LedgerError } from '@jwg/event-sourcing';
import type { TSchema } from 'typebox';
import { violations } from '@jwg/domain';
import type { OidcSettings } from '../auth/oidc-issuer.js';
import { keyServiceIn } from '../proving/notary-key.js';
import { contradictions } from './contradictions.js';
import { Environment } from './environment.js';
import { kafkaSettings } from './kafka-settings.js';
import type { ServerSettings } from './settings.js';
import { variable, whereSet, type Variables } from './variables.js';

/** Every wrong setting, one line each. */
export class BadSettings extends LedgerError {
  override readonly name = 'BadSettings';
  readonly kind = 'misconfigured';
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

const schemas: Readonly<Record<string, TSchema>> = Environment.properties;

/**
 * The settings in the environment. An empty variable counts as not set. `NAME_FILE` names a file that holds the value
 * of `NAME`, for values that should not be in an environment. Unknown `JWG_…` variables are refused: a misspelt
 * JWG_OIDC_ISSUER would change who is let in.
 *
 * @throws BadSettings
 */
export const settingsIn = (variables: Variables): ServerSettings => {
  const problems = strangers(variables).map((name) => `${name} is no setting; docs/reference/settings.md has them all`);
  const given: Record<string, unknown> = {};
  const reported = new Set<string>();
  const fail = (): never => {
    throw new BadSettings(problems.map((it) => whereSet(variables, it)));
  };
  for (const [name, schema] of Object.entries(schemas)) {
    const fallback = (schema as { default?: unknown }).default;
    if (fallback !== undefined) given[name] = fallback;
    try {
      const value = variable(variables, name);
      if (value === undefined) continue;
      reported.add(name);
      given[name] = converted(schema, value);
    } catch (error) {
      problems.push((error as Error).message);
    }
  }
  const unfit = violations(Environment, given).map(({ field, rule }) => {
    const [, name, ...inside] = field.split('/');
    return `${name}${inside.length > 0 ? ': an entry' : ''} ${rule}`;
  });
  problems.push(...new Set(unfit));
  if (problems.length > 0) fail();
  const environment = given as Environment;
  problems.push(...contradictions(environment, reported));
  if (problems.length > 0) fail();
  return serverSettings(environment);
};

const converted = ({ type }: TSchema & { type?: string }, value: string): unknown => {
  if (type === 'array') return value.split(',').map((it) => it.trim());
  return type === 'integer' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
};

/** JWG_TOKEN belongs to the command line. Kubernetes sets JWG_SERVICE_… and JWG_PORT… beside a service called jwg. */
const strangers = (variables: Variables): string[] =>
  Object.keys(variables).filter((name) => {
    const own = name.replace(/_FILE$/, '');
    const known = Object.hasOwn(schemas, own) || own === 'JWG_TOKEN';
    return /^JWG_/.test(name) && !known && !/^JWG_(.*_)?(SERVICE|PORT)(_|$)/.test(name);
  });

const serverSettings = (it: Environment): ServerSettings => ({
  port: it.PORT,
  host: it.HOST,
  folder: it.JWG_DATA,
  publicUrl: it.JWG_PUBLIC_URL ?? onThisMachine(it),
  followers: it.JWG_FOLLOWERS ?? (it.JWG_KURRENTDB_URL === undefined ? 'here' : 'worker'),
  corsOrigins: it.JWG_CORS_ORIGINS,
  ratePerMinute: it.JWG_RATE_PER_MINUTE,
  requestTimeoutMs: it.JWG_REQUEST_TIMEOUT_MS,
  logLevel: it.JWG_LOG_LEVEL,
  publicReading: it.JWG_PUBLIC_READING === 'true',
  pageForums: it.JWG_PAGE_FORUMS,
  ...(it.JWG_NOTARY_KEY !== undefined && { notaryKey: keyServiceIn(it.JWG_NOTARY_KEY) }),
  witnesses: it.JWG_WITNESSES,
  ...(it.JWG_SIGN_IN_SECRET !== undefined && { signInSecret: it.JWG_SIGN_IN_SECRET }),
  ...(it.JWG_ISSUER_KEY !== undefined && { issuerKey: it.JWG_ISSUER_KEY }),
  ...(it.JWG_OIDC_ISSUER !== undefined && { oidc: oidc(it, it.JWG_OIDC_ISSUER) }),
  ...(it.JWG_KURRENTDB_URL !== undefined && {
    kurrentdb: { url: it.JWG_KURRENTDB_URL, prefix: it.JWG_KURRENTDB_PREFIX },
  }),
  ...(it.JWG_POSTGRES_URL !== undefined && {
    postgres: {
      url: it.JWG_POSTGRES_URL,
      pool: it.JWG_POSTGRES_POOL,
      statementTimeoutMs: it.JWG_POSTGRES_STATEMENT_TIMEOUT_MS,
      ...(it.JWG_POSTGRES_TLS_CA !== undefined && { tlsCa: it.JWG_POSTGRES_TLS_CA }),
    },
  }),
  ...(it.JWG_KAFKA_BROKERS.length > 0 && { kafka: kafkaSettings(it) }),
});

const USUAL_PORT = 3000;

/** The processes of a cluster listen at many ports, and all of them have to name one source of events. */
const onThisMachine = ({ PORT, JWG_KURRENTDB_URL }: Environment): string =>
  `http://localhost:${PORT === 0 || JWG_KURRENTDB_URL !== undefined ? USUAL_PORT : PORT}`;

const oidc = (it: Environment, issuer: string): OidcSettings => ({
  issuer,
  audience: it.JWG_OIDC_AUDIENCE!,
  jwks: it.JWG_OIDC_JWKS,
  algorithms: it.JWG_OIDC_ALGORITHMS,
  type: it.JWG_OIDC_TYPE,
  maxAge: it.JWG_OIDC_MAX_AGE,
  clockTolerance: it.JWG_OIDC_CLOCK_TOLERANCE,
  claims: {
    role: it.JWG_OIDC_ROLE_CLAIM,
    side: it.JWG_OIDC_SIDE_CLAIM,
    institution: it.JWG_OIDC_INSTITUTION_CLAIM,
  },
  ...(it.JWG_OIDC_CLIENT_ID !== undefined && {
    client: {
      id: it.JWG_OIDC_CLIENT_ID,
      ...(it.JWG_OIDC_CLIENT_SECRET !== undefined && { secret: it.JWG_OIDC_CLIENT_SECRET }),
      scope: it.JWG_OIDC_SCOPE,
      seconds: it.JWG_SIGN_IN_SECONDS,
    },
  }),
});
