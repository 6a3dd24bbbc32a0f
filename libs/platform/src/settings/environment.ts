import { Type, type Static } from 'typebox';
import { ForumId, oneOf, optional, record } from '@jwg/domain';
import { signatureAlgorithms } from '../auth/oidc-issuer.js';
import { kafkaVariables } from './kafka-variables.js';
import { choice, number, pem, text } from './kinds-of-variables.js';

/** Nothing else: a password with a `/` or `@` that is not percent-encoded would pass for a part of a node’s name. */
const NODE = '(\\[[0-9A-Fa-f:.]+\\]|[^\\s@/?#:,]+)(:\\d{1,5})?';

/** Every setting of the environment, by the name of its variable. docs/reference/settings.md is generated from it. */
export const Environment = record({
  PORT: number('the port to listen at; 0 takes any free port', 0, 65_535, 3000),
  HOST: text('the address to listen at; 0.0.0.0 for all networks', { default: '127.0.0.1' }),
  JWG_DATA: text('the data folder: the ledger, its read models, its followers’ books, the key of the local issuer', {
    default: './data',
  }),
  JWG_PUBLIC_URL: optional(
    text(
      'this ledger’s public http address, without a slash at its end, and the source of published events; without it http://localhost and the port, which is refused with brokers on other machines',
      { pattern: '^https?://[^\\s?#/]+(/[^\\s?#/]+)*$' },
    ),
  ),
  JWG_CORS_ORIGINS: Type.Array(text('an origin, like https://staff.example', { pattern: '^https?://[^/\\s,*@?#]+$' }), {
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

  JWG_PUBLIC_READING: choice(
    'whether those who have not signed in may read what both sides may see',
    ['true', 'false'],
    'false',
  ),
  JWG_PAGE_FORUMS: Type.Array(ForumId, {
    description: 'the forums that the page opens first, separated by commas',
    default: [],
  }),
  JWG_SIGN_IN_SECRET: optional(
    text(
      'the secret that seals the sign-ins that browsers keep, the same for every copy; default: one made from the local issuer’s key',
      { minLength: 32 },
    ),
  ),

  JWG_ISSUER_KEY: optional(
    text(
      'the local issuer’s key: the content of issuer-key.json; default: the key in the data folder, which no other copy has',
    ),
  ),
  JWG_NOTARY_KEY: optional(
    text(
      'the key with which checkpoints are signed: the content of proof/key.json; default: one that is made at the first start and kept beside the checkpoints',
    ),
  ),
  JWG_WITNESSES: Type.Array(
    text('a witness’s public key', { pattern: '^[^+\\s,]+\\+[0-9a-f]{8}\\+B[A-P][A-Za-z0-9+/]{42}$' }),
    {
      description:
        'public keys of the witnesses whose co-signatures are taken, separated by commas, as jwg witness prints them',
      maxItems: 15,
      default: [],
    },
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

  JWG_OIDC_CLIENT_ID: optional(text('the ledger’s name at the issuer; with it people sign in there with a browser')),
  JWG_OIDC_CLIENT_SECRET: optional(text('the secret of that client; without it the ledger is a public client')),
  JWG_OIDC_SCOPE: text('the scopes that are asked for, separated by spaces', {
    pattern: '^(\\S+ )*openid( \\S+)*$',
    default: 'openid',
  }),
  JWG_SIGN_IN_SECONDS: number('seconds for which somebody who came from the issuer is signed in', 60, 86_400, 28_800),

  JWG_KURRENTDB_URL: optional(
    text(
      'the KurrentDB that keeps the ledger, like kurrentdb://a:2113,b:2113,c:2113?tls=true; without it SQLite keeps it, in the data folder',
      {
        pattern: `^(kurrentdb|kdb|kurrent|esdb)(\\+discover)?://([^\\s@/?#]+@)?${NODE}(,${NODE})*/?([?]\\S*)?$`,
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

  ...kafkaVariables,
});
export type Environment = Static<typeof Environment>;
