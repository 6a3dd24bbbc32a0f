import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { format, resolveConfig } from 'prettier';
import { Environment } from './environment.js';
import { BadSettings, settingsIn } from './settings-in.js';

const problems = (variables: Record<string, string>): readonly string[] => {
  try {
    settingsIn(variables);
    return [];
  } catch (error) {
    if (error instanceof BadSettings) return error.problems;
    throw error;
  }
};
const kafka = { JWG_KAFKA_BROKERS: 'kafka-1:9092,kafka-2:9092', JWG_PUBLIC_URL: 'https://ledger.example' };
const cluster = {
  JWG_KURRENTDB_URL: 'kurrentdb://a:2113,b:2113?tls=true',
  JWG_POSTGRES_URL: 'postgres://jwg@db/ledger',
};
const oidc = { JWG_OIDC_ISSUER: 'https://id.example', JWG_OIDC_AUDIENCE: 'ledger' };
const signIn = { JWG_SIGN_IN_SECRET: 's'.repeat(32) };

describe('the settings', () => {
  it('each have a default, so that an empty environment will do', () => {
    expect(settingsIn({ HOME: '/root' })).toEqual({
      port: 3000,
      host: '127.0.0.1',
      folder: './data',
      publicUrl: 'http://localhost:3000',
      followers: 'here',
      corsOrigins: [],
      ratePerMinute: 6000,
      requestTimeoutMs: 30_000,
      logLevel: 'log',
      publicReading: false,
      pageForums: [],
      witnesses: [],
    });
    expect(settingsIn({ PORT: '', JWG_DATA: ' ' })).toEqual(settingsIn({}));
  });

  it('are read by their types', () => {
    expect(
      settingsIn({ PORT: '0', HOST: '0.0.0.0', JWG_CORS_ORIGINS: 'https://a.example, http://localhost:5173' }),
    ).toMatchObject({ port: 0, host: '0.0.0.0', corsOrigins: ['https://a.example', 'http://localhost:5173'] });
    expect(
      settingsIn({ ...signIn, JWG_PUBLIC_READING: 'true', JWG_PAGE_FORUMS: 'cpec-jcc, cpec-jwg-st' }),
    ).toMatchObject({ publicReading: true, pageForums: ['cpec-jcc', 'cpec-jwg-st'], signInSecret: 's'.repeat(32) });
    expect(
      settingsIn({ ...oidc, JWG_OIDC_ALGORITHMS: 'ES256,EdDSA', JWG_OIDC_ROLE_CLAIM: 'https://x/role' }).oidc,
    ).toEqual({
      issuer: 'https://id.example',
      audience: 'ledger',
      algorithms: ['ES256', 'EdDSA'],
      type: 'at+jwt',
      maxAge: 86_400,
      clockTolerance: 30,
      claims: { role: 'https://x/role', side: 'jwg_side', institution: 'jwg_institution' },
    });
  });

  it('give a server of its own the address of its port, and all processes of a cluster one', () => {
    expect(settingsIn({ PORT: '4500', JWG_KAFKA_BROKERS: 'localhost:9092' })).toMatchObject({
      publicUrl: 'http://localhost:4500',
    });
    expect(settingsIn({ ...cluster, PORT: '4500' })).toMatchObject({ publicUrl: 'http://localhost:3000' });
  });

  it('say where the ledger, its read models and its relay are', () => {
    expect(settingsIn({ ...cluster, ...kafka })).toMatchObject({
      publicUrl: 'https://ledger.example',
      followers: 'worker',
      kurrentdb: { url: cluster.JWG_KURRENTDB_URL, prefix: 'jwg.' },
      postgres: { url: cluster.JWG_POSTGRES_URL, pool: 10, statementTimeoutMs: 30_000 },
      kafka: {
        brokers: ['kafka-1:9092', 'kafka-2:9092'],
        prefix: 'jwg',
        partitions: 6,
        retentionMs: -1,
        createTopics: true,
        takeOverMs: 10_000,
      },
    });
    const secured = {
      JWG_KAFKA_SASL_MECHANISM: 'scram-sha-512',
      JWG_KAFKA_SASL_USERNAME: 'relay',
      JWG_KAFKA_SASL_PASSWORD: 'secret',
      JWG_KAFKA_TLS: 'true',
      JWG_KAFKA_RETENTION_DAYS: '7',
    };
    expect(settingsIn({ ...kafka, ...secured }).kafka).toMatchObject({
      sasl: { mechanism: 'scram-sha-512', username: 'relay', password: 'secret' },
      tls: {},
      retentionMs: 604_800_000,
    });
    expect(settingsIn({ ...cluster, JWG_FOLLOWERS: 'here' }).followers).toBe('here');
  });

  it.each<[string, Record<string, string>]>([
    ['PORT', { PORT: 'http' }],
    ['PORT', { PORT: '3000.5' }],
    ['PORT', { PORT: '65536' }],
    ['PORT', { PORT: '-1' }],
    ['PORT', { PORT: '0x10' }],
    ['PORT', { PORT: '1e3' }],
    ['JWG_RATE_PER_MINUTE', { JWG_RATE_PER_MINUTE: '0' }],
    ['JWG_LOG_LEVEL', { JWG_LOG_LEVEL: 'loud' }],
    ['JWG_CORS_ORIGINS', { JWG_CORS_ORIGINS: '*' }],
    ['JWG_CORS_ORIGINS', { JWG_CORS_ORIGINS: 'https://a.example/' }],
    ['JWG_CORS_ORIGINS', { JWG_CORS_ORIGINS: 'https://a.example,,https://b.example' }],
    ['JWG_OIDC_ALGORITHMS', { ...oidc, JWG_OIDC_ALGORITHMS: 'none' }],
    ['JWG_OIDC_ALGORITHMS', { ...oidc, JWG_OIDC_ALGORITHMS: 'RS256,HS256' }],
    ['JWG_OIDC_ALGORITHMS', { ...oidc, JWG_OIDC_ALGORITHMS: ',' }],
    ['JWG_OIDC_AUDIENCE', { JWG_OIDC_ISSUER: 'https://id.example' }],
    ['JWG_OIDC_ISSUER', { JWG_OIDC_AUDIENCE: 'ledger' }],
    ['JWG_OIDC_ISSUER', { ...oidc, JWG_OIDC_ISSUER: 'http://id.example' }],
    ['JWG_OIDC_ISSUER', { ...oidc, JWG_OIDC_ISSUER: 'http://localhost.evil.example' }],
    ['JWG_OIDC_ISSUER', { ...oidc, JWG_OIDC_ISSUER: 'id.example' }],
    ['JWG_OIDC_JWKS', { ...oidc, JWG_OIDC_JWKS: 'file:///etc/passwd' }],
    ['JWG_ISSUER_KEY', { ...oidc, JWG_ISSUER_KEY: '{}' }],
    ['JWG_OIDC_CLIENT_ID', { ...oidc, JWG_OIDC_CLIENT_SECRET: 'a secret' }],
    ['JWG_OIDC_ISSUER', { ...signIn, JWG_OIDC_CLIENT_ID: 'page' }],
    ['JWG_SIGN_IN_SECRET', { ...oidc, JWG_OIDC_CLIENT_ID: 'page' }],
    ['JWG_SIGN_IN_SECRET', { JWG_SIGN_IN_SECRET: 'too short' }],
    ['JWG_PUBLIC_URL', { ...oidc, ...signIn, JWG_OIDC_CLIENT_ID: 'page', JWG_PUBLIC_URL: 'http://ledger.example' }],
    ['JWG_OIDC_SCOPE', { ...oidc, JWG_OIDC_SCOPE: 'profile' }],
    ['JWG_PUBLIC_URL', { JWG_PUBLIC_URL: 'ledger.example' }],
    ['JWG_PUBLIC_URL', { JWG_KAFKA_BROKERS: 'kafka-1:9092' }],
    ['JWG_PUBLIC_URL', { JWG_KAFKA_BROKERS: '127.0.0.1:9092,kafka-1:9092', JWG_PUBLIC_URL: 'http://localhost:80' }],
    ['JWG_PUBLIC_URL', { JWG_PUBLIC_URL: 'https://ledger.example/' }],
    ...['http://user:secret@ledger.example', 'http://user@ledger.example', 'http://[ledger'].map(
      (url): [string, Record<string, string>] => ['JWG_PUBLIC_URL', { JWG_PUBLIC_URL: url }],
    ),
    ['JWG_PUBLIC_URL', { JWG_PUBLIC_URL: 'https://ledger.example?key=secret' }],
    ['JWG_PUBLIC_URL', { JWG_PUBLIC_URL: 'https://ledger.example#secret' }],
    ...[
      ...['0.0.0.0:3000', '[::]:3000', 'localhost.:3000', 'a.localhost:3000', 'LOCALHOST', '127.1', '2130706433'],
      ...['169.254.7.7', '[fe80::1]', '[::ffff:127.0.0.1]', '[::1]'],
    ].map((host): [string, Record<string, string>] => [
      'JWG_PUBLIC_URL',
      { JWG_KAFKA_BROKERS: 'kafka-1:9092', JWG_PUBLIC_URL: `http://${host}` },
    ]),
    ['JWG_OIDC_ISSUER', { ...oidc, JWG_OIDC_ISSUER: 'https://user:secret@id.example' }],
    ['JWG_OIDC_JWKS', { ...oidc, JWG_OIDC_JWKS: 'https://user:secret@id.example/keys' }],
    ['JWG_CORS_ORIGINS', { JWG_CORS_ORIGINS: 'https://user:secret@a.example' }],
    ['JWG_KAFKA_BROKERS', { ...kafka, JWG_KAFKA_BROKERS: 'secret@kafka-1:9092' }],
    ['JWG_KURRENTDB_URL', { ...cluster, JWG_KURRENTDB_URL: 'kurrentdb://user:sec/ret@a:2113' }],
    ['JWG_KURRENTDB_URL', { ...cluster, JWG_KURRENTDB_URL: 'kurrentdb://user:sec@ret@a:2113' }],
    ['JWG_ISSUER_KEY', { JWG_ISSUER_KEY: '{}' }],
    ['JWG_KURRENTDB_URL', { ...cluster, JWG_KURRENTDB_URL: 'http://a:2113' }],
    ['JWG_KURRENTDB_URL', { JWG_KURRENTDB_PREFIX: 'x.' }],
    ['JWG_POSTGRES_URL', { ...cluster, JWG_POSTGRES_URL: '' }],
    ['JWG_POSTGRES_URL', { JWG_POSTGRES_POOL: '5' }],
    ['JWG_POSTGRES_TLS_CA', { ...cluster, JWG_POSTGRES_TLS_CA: '/etc/ca.pem' }],
    ['JWG_FOLLOWERS', { JWG_FOLLOWERS: 'worker' }],
    ['JWG_FOLLOWERS', { JWG_FOLLOWERS: 'there' }],
    ['JWG_KAFKA_BROKERS', { JWG_KAFKA_BROKERS: 'kafka' }],
    ['JWG_KAFKA_BROKERS', { JWG_KAFKA_TLS: 'true' }],
    ['JWG_KAFKA_PREFIX', { ...kafka, JWG_KAFKA_PREFIX: 'a b' }],
    ['JWG_KAFKA_CREATE_TOPICS', { ...kafka, JWG_KAFKA_CREATE_TOPICS: 'yes' }],
    ['JWG_KAFKA_SASL_USERNAME', { ...kafka, JWG_KAFKA_SASL_MECHANISM: 'plain', JWG_KAFKA_SASL_PASSWORD: 'p' }],
    ['JWG_KAFKA_TLS_KEY', { ...kafka, JWG_KAFKA_TLS: 'true', JWG_KAFKA_TLS_CERT: '-----BEGIN CERTIFICATE-----' }],
    ['JWG_KAFKA_TLS', { ...kafka, JWG_KAFKA_TLS_CA: '-----BEGIN CERTIFICATE-----' }],
    ['JWG_KAFKA_MIN_INSYNC', { ...kafka, JWG_KAFKA_REPLICATION: '2', JWG_KAFKA_MIN_INSYNC: '3' }],
    ['JWG_OIDC_ISUER', { JWG_OIDC_ISUER: 'https://id.example' }],
    ['PORT_FILE', { PORT_FILE: '/nowhere/port' }],
    ['PORT', { PORT: '1', PORT_FILE: '/etc/hostname' }],
  ])('tell one thing that is wrong, about %s: %j', (name, variables) => {
    const told = problems(variables);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(new RegExp(`^${name}\\b`));
  });

  it('report everything that is wrong at once', () => {
    const told = problems({ PORT: 'x', JWG_LOG_LEVEL: 'x', JWG_OIDC_MAX_AGE: '1', JWG_COLOUR: 'red' });
    expect(told.map((it) => it.split(' ', 1)[0])).toEqual(['JWG_COLOUR', 'PORT', 'JWG_LOG_LEVEL', 'JWG_OIDC_MAX_AGE']);
  });

  it('never repeat a value, which may be a secret', () => {
    const secret = 'hunter2';
    const names = Object.keys(Environment.properties);
    expect(problems(Object.fromEntries(names.map((name) => [name, `${secret} ,`]))).join('\n')).not.toContain(secret);
  });

  it('ignore the variables that Kubernetes sets for a service called jwg', () => {
    const set = { JWG_SERVICE_HOST: '10.0.0.1', JWG_PORT: 'tcp://10.0.0.1:80', JWG_PORT_80_TCP_ADDR: '10.0.0.1' };
    expect(problems({ ...set, JWG_TOKEN: 'x', JWG_TOKEN_FILE: 'y' })).toEqual([]);
  });

  it('may each come from a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'settings-'));
    writeFileSync(join(folder, 'audience'), 'ledger\n');
    const { JWG_OIDC_ISSUER } = oidc;
    const settings = settingsIn({ JWG_OIDC_ISSUER, JWG_OIDC_AUDIENCE_FILE: join(folder, 'audience') });
    expect(settings.oidc?.audience).toBe('ledger');
    writeFileSync(join(folder, 'key'), '{}');
    expect(problems({ JWG_ISSUER_KEY_FILE: join(folder, 'key') })).toEqual([
      'JWG_ISSUER_KEY, in the file of JWG_ISSUER_KEY_FILE, holds no key: it has to be what issuer-key.json in a data folder holds',
    ]);
    rmSync(folder, { recursive: true });
  });

  it.each(['http://localhost.example', 'https://ledger.example/a', 'http://10.0.0.7:3000', 'http://[2001:db8::1]'])(
    'take an address that others can reach, with brokers elsewhere: %s',
    (url) => expect(problems({ ...kafka, JWG_PUBLIC_URL: url })).toEqual([]),
  );

  it.each(['esdb+discover://u:p%40@a:2113/?tls=true', 'kurrentdb://[::1]:2113', 'kurrentdb://a,b:2113?tls=false'])(
    'take the forms of KurrentDB’s address: %s',
    (url) => expect(problems({ ...cluster, JWG_KURRENTDB_URL: url })).toEqual([]),
  );
});

const file = 'docs/reference/settings.md';

const page = async (): Promise<string> => {
  const rows = Object.entries(Environment.properties).map(([name, schema]) => {
    const {
      description = '',
      default: value,
      enum: words,
      minimum,
      maximum,
    } = schema as unknown as Record<string, string>;
    const range = minimum === undefined ? '' : ` (${minimum} to ${maximum})`;
    const choice = words === undefined ? '' : `: ${[words].flat().join(', ')}`;
    const shown = [value ?? []].flat().map(String).join(',');
    return `| \`${name}\` | ${shown === '' ? '–' : `\`${shown}\``} | ${description}${choice}${range} |`;
  });
  const text = `# Settings

<!-- Made from libs/platform/src/settings/environment.ts: UPDATE_REFERENCE=1 npm test -- platform/src/settings -->

The server (\`jwg serve\`, \`npm start\`) takes its settings from the environment. An empty variable counts as not set. Each
setting may also be in a file; then \`NAME_FILE\` names the file. All errors are reported at once, one line for each, and the
exit code is 2. An unknown \`JWG_…\` variable is an error too.

| variable | default | meaning |
|---|---|---|
${rows.join('\n')}

The command line uses \`JWG_DATA\` as well, and \`JWG_TOKEN\` (or \`JWG_TOKEN_FILE\`) when it writes through a server.
[Access](access.md) describes how tokens are made and checked.
`;
  return format(text, { ...(await resolveConfig(file)), parser: 'markdown' });
};

describe('the reference of the settings', () => {
  it(`is made from the schema (UPDATE_REFERENCE=1 npm test -- platform/src/settings renews it)`, async () => {
    const made = await page();
    if (process.env.UPDATE_REFERENCE) writeFileSync(file, made);
    expect(readFileSync(file, 'utf8')).toBe(made);
  });
});
