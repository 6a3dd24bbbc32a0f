import { readFileSync } from 'node:fs';
import { Type, type Static, type TSchema } from 'typebox';
import { oneOf, optional, record, violations } from '@jwg/domain';
import { isSafeAddress, signatureAlgorithms, type OidcSettings } from './auth/oidc-issuer.js';

const text = (description: string, more: object = {}) =>
  Type.String({ minLength: 1, maxLength: 2000, description, ...more });
const number = (description: string, minimum: number, maximum: number, value: number) =>
  Type.Integer({ minimum, maximum, description, default: value });

/** Everything that the environment can set, by the variables' names; docs/reference/settings.md is made from it. */
export const Environment = record({
  PORT: number('the port to listen at; 0 takes any that is free', 0, 65_535, 3000),
  HOST: text('the address to listen at; 0.0.0.0 for every network', { default: '127.0.0.1' }),
  JWG_DATA: text('the data folder: the ledger, its read models, the key of the local issuer', { default: './data' }),
  JWG_CORS_ORIGINS: Type.Array(text('an origin, like https://staff.example', { pattern: '^https?://[^/\\s,*]+$' }), {
    description: 'origins whose pages may call, with commas between, like https://staff.example',
    default: [],
  }),
  JWG_RATE_PER_MINUTE: number('requests a minute of one actor, and of one address without a token', 1, 1e9, 6000),
  JWG_REQUEST_TIMEOUT_MS: number('milliseconds in which a request has to arrive whole', 100, 600_000, 30_000),
  JWG_LOG_LEVEL: Type.Unsafe<LogLevel>({
    ...oneOf('fatal', 'error', 'warn', 'log', 'debug', 'verbose'),
    description: 'the least urgent that is logged',
    default: 'log',
  }),
  JWG_OIDC_ISSUER: optional(
    text('the OpenID Connect issuer, to the letter of the tokens’ iss; without it the ledger issues its own tokens'),
  ),
  JWG_OIDC_AUDIENCE: optional(text('the audience that tokens must be for; required with an issuer')),
  JWG_OIDC_JWKS: optional(text('the address of the issuer’s keys; without it what its discovery document says')),
  JWG_OIDC_ALGORITHMS: Type.Array(oneOf(...signatureAlgorithms), {
    minItems: 1,
    description: `what may sign tokens, with commas between: ${signatureAlgorithms.join(', ')}`,
    default: ['RS256', 'PS256', 'ES256', 'EdDSA'],
  }),
  JWG_OIDC_TYPE: text('the tokens’ typ; many issuers say JWT', { default: 'at+jwt' }),
  JWG_OIDC_MAX_AGE: number('seconds since a token was issued, however late it expires', 60, 2_592_000, 86_400),
  JWG_OIDC_CLOCK_TOLERANCE: number('seconds by which the issuer’s clock and ours may differ', 0, 300, 30),
  JWG_OIDC_ROLE_CLAIM: text('the claim that holds the role', { default: 'jwg_role' }),
  JWG_OIDC_SIDE_CLAIM: text('the claim that holds the side', { default: 'jwg_side' }),
  JWG_OIDC_INSTITUTION_CLAIM: text('the claim that holds a focal point’s institution', { default: 'jwg_institution' }),
});
type Environment = Static<typeof Environment>;
type LogLevel = 'fatal' | 'error' | 'warn' | 'log' | 'debug' | 'verbose';

/** What a serving process is set to. The platform's own `Settings` are a part of it. */
export interface ServerSettings {
  readonly port: number;
  readonly host: string;
  readonly folder: string;
  readonly corsOrigins: readonly string[];
  readonly ratePerMinute: number;
  readonly requestTimeoutMs: number;
  readonly logLevel: LogLevel;
  /** Without it the local issuer checks the tokens. */
  readonly oidc?: OidcSettings;
}

/** Every setting that is wrong, a line each. */
export class BadSettings extends Error {
  override readonly name = 'BadSettings';
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

type Variables = Readonly<Record<string, string | undefined>>;
const schemas: Readonly<Record<string, TSchema>> = Environment.properties;

/**
 * The settings in the environment. An empty variable counts as not set; `NAME_FILE` names a file that holds the value
 * of `NAME`, for what should not stand in an environment. `JWG_…` variables that nobody knows are refused: a misspelt
 * JWG_OIDC_ISSUER would change who is let in.
 *
 * @throws BadSettings
 */
export const settingsIn = (variables: Variables): ServerSettings => {
  const problems = strangers(variables).map((name) => `${name} is no setting; docs/reference/settings.md has them all`);
  const given: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(schemas)) {
    const fallback = (schema as { default?: unknown }).default;
    if (fallback !== undefined) given[name] = fallback;
    try {
      const value = variable(variables, name);
      if (value !== undefined) given[name] = converted(schema, value);
    } catch (error) {
      problems.push((error as Error).message);
    }
  }
  const unfit = violations(Environment, given).map(({ field, rule }) => {
    const [, name, ...inside] = field.split('/');
    return `${name}${inside.length > 0 ? ': an entry' : ''} ${rule}`;
  });
  problems.push(...new Set(unfit));
  if (problems.length > 0) throw new BadSettings(problems);
  const environment = given as Environment;
  problems.push(...contradictions(environment));
  if (problems.length > 0) throw new BadSettings(problems);
  return serverSettings(environment);
};

/**
 * A variable, or what is in the file that its `…_FILE` names, without white space around it.
 *
 * @throws Error  both are set, or the file cannot be read
 */
export const variable = (variables: Variables, name: string): string | undefined => {
  const [value, file] = [variables[name], variables[`${name}_FILE`]].map((it) => it?.trim() || undefined);
  if (file === undefined) return value;
  if (value !== undefined) throw new Error(`${name} and ${name}_FILE are both set; one of them has to go`);
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch (error) {
    throw new Error(`${name}_FILE names a file that cannot be read: ${(error as Error).message}`, { cause: error });
  }
};

const converted = ({ type }: TSchema & { type?: string }, value: string): unknown => {
  if (type === 'array') return value.split(',').map((it) => it.trim());
  return type === 'integer' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
};

/** JWG_TOKEN is the command line's; Kubernetes sets JWG_SERVICE_… and JWG_PORT… beside a service that is called jwg. */
const strangers = (variables: Variables): string[] =>
  Object.keys(variables).filter((name) => {
    const own = name.replace(/_FILE$/, '');
    const known = Object.hasOwn(schemas, own) || own === 'JWG_TOKEN';
    return /^JWG_/.test(name) && !known && !/^JWG_(.*_)?(SERVICE|PORT)(_|$)/.test(name);
  });

const contradictions = ({ JWG_OIDC_ISSUER, JWG_OIDC_AUDIENCE, JWG_OIDC_JWKS }: Environment): string[] => [
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

const serverSettings = (it: Environment): ServerSettings => ({
  port: it.PORT,
  host: it.HOST,
  folder: it.JWG_DATA,
  corsOrigins: it.JWG_CORS_ORIGINS,
  ratePerMinute: it.JWG_RATE_PER_MINUTE,
  requestTimeoutMs: it.JWG_REQUEST_TIMEOUT_MS,
  logLevel: it.JWG_LOG_LEVEL,
  ...(it.JWG_OIDC_ISSUER !== undefined && {
    oidc: {
      issuer: it.JWG_OIDC_ISSUER,
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
    },
  }),
});
