import { Type, type Static } from 'typebox';
import { oneOf, optional, record } from '@jwg/domain';
import { signatureAlgorithms } from '../auth/oidc-issuer.js';

const text = (description: string, more: object = {}) =>
  Type.String({ minLength: 1, maxLength: 2000, description, ...more });
const number = (description: string, minimum: number, maximum: number, value?: number) =>
  Type.Integer({ minimum, maximum, description, ...(value !== undefined && { default: value }) });
const choice = <const V extends readonly string[]>(description: string, values: V, value?: V[number]) =>
  Type.Unsafe<V[number]>({ ...oneOf(...values), description, ...(value !== undefined && { default: value }) });
const pem = (description: string) => text(`${description}, as PEM`, { maxLength: 200_000, pattern: '^-----BEGIN ' });

/** Every setting of the environment, by the name of its variable. docs/reference/settings.md is generated from it. */
export const Environment = record({
  PORT: number('the port to listen at; 0 takes any free port', 0, 65_535, 3000),
  HOST: text('the address to listen at; 0.0.0.0 for all networks', { default: '127.0.0.1' }),
  JWG_DATA: text('the data folder: the ledger, its read models, its followers’ books, the key of the local issuer', {
    default: './data',
  }),
  JWG_PUBLIC_URL: text(
    'this ledger’s public http address, without a slash at its end; it is the source of published events',
    {
      pattern: '^https?://[^\\s?#/]+(/[^\\s?#/]+)*$',
      default: 'http://localhost:3000',
    },
  ),
  JWG_CORS_ORIGINS: Type.Array(text('an origin, like https://staff.example', { pattern: '^https?://[^/\\s,*]+$' }), {
    description: 'origins whose pages may call the API, separated by commas, like https://staff.example',
    default: [],
  }),
  JWG_RATE_PER_MINUTE: number('requests a minute from one actor, or from one address without a token', 1, 1e9, 6000),
  JWG_REQUEST_TIMEOUT_MS: number('milliseconds within which a request must arrive whole', 100, 600_000, 30_000),
  JWG_LOG_LEVEL: choice(
    'the least urgent level that is logged',
    ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'],
    'log',
  ),

  JWG_ISSUER_KEY: optional(
    text(
      'the local issuer’s key: the content of issuer-key.json; default: the key in the data folder, which no other copy has',
    ),
  ),
  JWG_OIDC_ISSUER: optional(
    text('the OpenID Connect issuer, exactly as in the tokens’ iss; without it the ledger issues its own tokens'),
  ),
  JWG_OIDC_AUDIENCE: optional(text('the audience that tokens must have; required with an issuer')),
  JWG_OIDC_JWKS: optional(text('the address of the issuer’s keys; default: the one in its discovery document')),
  JWG_OIDC_ALGORITHMS: Type.Array(oneOf(...signatureAlgorithms), {
    minItems: 1,
    description: `algorithms that may sign tokens, separated by commas: ${signatureAlgorithms.join(', ')}`,
    default: ['RS256', 'PS256', 'ES256', 'EdDSA'],
  }),
  JWG_OIDC_TYPE: text('the tokens’ typ; many issuers use JWT', { default: 'at+jwt' }),
  JWG_OIDC_MAX_AGE: number(
    'seconds for which a token is accepted after it was issued, even if it expires later',
    60,
    2_592_000,
    86_400,
  ),
  JWG_OIDC_CLOCK_TOLERANCE: number('seconds by which the issuer’s clock and ours may differ', 0, 300, 30),
  JWG_OIDC_ROLE_CLAIM: text('the claim that holds the role', { default: 'jwg_role' }),
  JWG_OIDC_SIDE_CLAIM: text('the claim that holds the side', { default: 'jwg_side' }),
  JWG_OIDC_INSTITUTION_CLAIM: text('the claim that holds a focal point’s institution', { default: 'jwg_institution' }),

  JWG_KURRENTDB_URL: optional(
    text(
      'the KurrentDB that keeps the ledger, like kurrentdb://a:2113,b:2113,c:2113?tls=true; without it SQLite keeps it, in the data folder',
      {
        pattern: '^(kurrentdb|kdb|kurrent|esdb)(\\+discover)?://\\S+$',
      },
    ),
  ),
  JWG_KURRENTDB_PREFIX: text(
    'the prefix of this ledger’s stream names: letters, digits, dashes, underscores, then a dot',
    {
      pattern: '^[A-Za-z0-9_-]{1,100}\\.$',
      default: 'jwg.',
    },
  ),
  JWG_POSTGRES_URL: optional(
    text(
      'the PostgreSQL that keeps read models and checkpoints, like postgres://user@host/database; without it SQLite keeps them, in the data folder',
      {
        pattern: '^postgres(ql)?://\\S+$',
      },
    ),
  ),
  JWG_POSTGRES_POOL: number(
    'connections of one process to PostgreSQL; a server has the same number again for long questions',
    2,
    1000,
    10,
  ),
  JWG_POSTGRES_STATEMENT_TIMEOUT_MS: number(
    'milliseconds after which PostgreSQL gives up on a statement of a follower',
    100,
    3_600_000,
    30_000,
  ),
  JWG_POSTGRES_TLS_CA: optional(
    pem('the authority for PostgreSQL’s certificate; with it the connection uses TLS and the name is checked'),
  ),
  JWG_FOLLOWERS: optional(
    choice(
      'where followers run: here, in each server, or in a worker; default: here with SQLite, worker with KurrentDB',
      ['here', 'worker'],
    ),
  ),

  JWG_KAFKA_BROKERS: Type.Array(
    text('a broker, like kafka-1:9092', { pattern: '^[^\\s,:/]+:\\d{1,5}$|^\\[[0-9a-fA-F:]+\\]:\\d{1,5}$' }),
    {
      description:
        'Kafka brokers to publish events to, separated by commas, like kafka-1:9092,kafka-2:9092; without them nothing is published',
      default: [],
    },
  ),
  JWG_KAFKA_PREFIX: text('the prefix of the topics’ names', {
    pattern: '^[a-zA-Z0-9][a-zA-Z0-9._-]{0,99}$',
    default: 'jwg',
  }),
  JWG_KAFKA_PARTITIONS: number('partitions of the topics of events and of statuses, when they are made', 1, 1000, 6),
  JWG_KAFKA_REPLICATION: optional(
    number('copies of each partition, when topics are made; default: the broker’s own', 1, 100),
  ),
  JWG_KAFKA_MIN_INSYNC: optional(
    number('copies that must have a record before it counts as written; default: the broker’s own', 1, 100),
  ),
  JWG_KAFKA_RETENTION_DAYS: number('days for which the topic of events keeps its records; 0 for ever', 0, 36_500, 0),
  JWG_KAFKA_CREATE_TOPICS: choice('whether the relay makes missing topics', ['true', 'false'], 'true'),
  JWG_KAFKA_SASL_MECHANISM: optional(
    choice('the relay’s sign-in mechanism', ['plain', 'scram-sha-256', 'scram-sha-512']),
  ),
  JWG_KAFKA_SASL_USERNAME: optional(text('the relay’s name at the broker')),
  JWG_KAFKA_SASL_PASSWORD: optional(text('the relay’s password at the broker')),
  JWG_KAFKA_TLS: choice('whether connections to the brokers use TLS', ['true', 'false'], 'false'),
  JWG_KAFKA_TLS_CA: optional(pem('the authority for the brokers’ certificates; default: those that Node trusts')),
  JWG_KAFKA_TLS_CERT: optional(pem('the relay’s own certificate')),
  JWG_KAFKA_TLS_KEY: optional(pem('the key of the relay’s certificate')),
  JWG_KAFKA_TAKE_OVER_MS: number(
    'milliseconds of silence after which a standby relay takes over',
    1000,
    600_000,
    10_000,
  ),
});
export type Environment = Static<typeof Environment>;
