import { createServer, type Server } from 'node:http';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { Platform } from '@jwg/platform';
import { startBroker, type SecureBroker } from '../tools/kafka/broker.ts';
import { kafkaBroker } from './kafka.js';
import { spawnKurrentDouble, type KurrentDoubleProcess } from './kurrentdb.js';
import { startPostgres, type OwnServer } from './postgres.js';
import { cli, dataFolder, startServer } from './server.js';

interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly found: string;
  readonly mend?: string;
}

const { folder, remove } = dataFolder();
const check = async (settings: Record<string, string>) => {
  const { code, stdout, stderr } = await cli(['config', 'check', '--json'], { JWG_DATA: folder, ...settings });
  if (stdout === '') throw new Error(stderr);
  expect(stdout + stderr).not.toContain('top-secret');
  return { code, findings: JSON.parse(stdout) as Finding[] };
};
/** What was found of one connection, and whether the program ended as it should. */
const of = async (what: string, settings: Record<string, string>): Promise<Finding> => {
  const { code, findings } = await check(settings);
  expect(code).toBe(findings.every(({ ok }) => ok) ? 0 : 1);
  return findings.find((it) => it.what === what)!;
};
const isOk = { ok: true };
const isWrong = (found: string | RegExp, mend: string | RegExp) => ({
  ok: false,
  found: expect.stringMatching(found),
  mend: expect.stringMatching(mend),
});
afterAll(remove);

describe('jwg config check', () => {
  it('reports a folder that the first start would make, and tries nothing that is not configured', async () => {
    expect(await check({})).toEqual({
      code: 0,
      findings: [{ what: 'Ledger', ok: true, found: expect.stringContaining('the first start makes one') }],
    });
  }, 240_000); // the build is in it, the first time

  it('prints a line for each finding, with the remedy under it', async () => {
    const { code, stdout } = await cli(['config', 'check', '--data', folder], { JWG_KAFKA_BROKERS: '127.0.0.1:1' });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Ledger {7}ok {5}.*\nKafka {8}wrong {2}127\.0\.0\.1:1: .*ECONNREFUSED.*\n {20}See whether/);
  }, 60_000);

  it('ends with exit code 2 when settings contradict each other', async () => {
    const answer = await cli(['config', 'check', '--data', folder], { JWG_KAFKA_PREFIX: 'x' });
    expect(answer).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('JWG_KAFKA_BROKERS') });
  }, 60_000);

  it.each([['config', 'check'], ['health'], ['serve']])(
    'is one of the commands that refuse a folder beside a ledger on a server: %s %s',
    async (...command) => {
      const settings = {
        JWG_KURRENTDB_URL: 'kurrentdb://127.0.0.1:1?tls=false',
        JWG_POSTGRES_URL: 'postgres://x@127.0.0.1:1/x',
      };
      const answer = await cli([...command, '--data', folder], settings);
      expect(answer).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('and --data another one') });
    },
  );

  it('asks the issuer of tokens for its keys', async () => {
    let keys: object[] = [];
    const issuer: Server = createServer(({ url }, answer) => {
      const { port } = issuer.address() as AddressInfo;
      const at = `http://localhost:${port}`;
      answer.end(JSON.stringify(url === '/keys' ? { keys } : { issuer: at, jwks_uri: `${at}/keys` }));
    });
    await new Promise<void>((resolve) => issuer.listen(0, 'localhost', resolve));
    const at = `http://localhost:${(issuer.address() as AddressInfo).port}`;
    const tokens = (address: string) => of('Tokens', { JWG_OIDC_ISSUER: address, JWG_OIDC_AUDIENCE: 'ledger' });
    expect(await tokens(at)).toMatchObject(isWrong('holds no keys', 'JWG_OIDC_ISSUER'));
    keys = [{ kty: 'OKP' }];
    expect(await tokens(at)).toMatchObject({ ok: true, found: `${at}; 1 key at ${at}/keys` });
    expect(await tokens(`${at}/`)).toMatchObject(isWrong('speaks for another issuer', 'iss'));
    issuer.close();
  }, 60_000);
});

describe('jwg config check on PostgreSQL and the double of KurrentDB', () => {
  let postgres: OwnServer;
  let kurrent: KurrentDoubleProcess; // a protocol test double, not KurrentDB
  beforeAll(async () => {
    [postgres, kurrent] = await Promise.all([startPostgres(), spawnKurrentDouble()]);
  }, 120_000);
  afterAll(async () => {
    await Promise.all([postgres.stop(), kurrent.kill()]);
  });
  const rows = (url: string) => of('Read models', { JWG_POSTGRES_URL: url });

  it('reports what is in order', async () => {
    expect(await rows(postgres.url)).toMatchObject({ ok: true, found: expect.stringContaining('may make tables') });
    const cluster = { JWG_KURRENTDB_URL: kurrent.url, JWG_POSTGRES_URL: postgres.url };
    expect(await of('Ledger', cluster)).toMatchObject({
      ok: true,
      found: expect.stringContaining('KurrentDB 26.1.0; streams '),
    });
    expect(await of('Tokens', cluster)).toMatchObject(isWrong('key of its own', 'JWG_ISSUER_KEY_FILE'));
  }, 60_000);

  it('reports a user who may not create tables, and a missing database', async () => {
    const client = new Client(postgres.url);
    await client.connect();
    await client.query("create role reader login password 'top-secret'");
    await client.query('revoke create on schema public from public');
    await client.end();
    const url = new URL(postgres.url);
    Object.assign(url, { username: 'reader', password: 'top-secret' });
    expect(await rows(url.href)).toMatchObject(isWrong('reader may not make tables', /grant create on schema public/));
    Object.assign(url, { pathname: '/nowhere' });
    expect(await rows(url.href)).toMatchObject(isWrong('"nowhere" does not exist', 'createdb'));
  }, 60_000);

  it('reports read models of another ledger', async () => {
    const platform = await Platform.open({
      folder,
      kurrentdb: { url: kurrent.url, prefix: 'jwg.' },
      postgres: { url: postgres.url, pool: 1, statementTimeoutMs: 30_000 },
    });
    await platform.close();
    const cluster = { JWG_KURRENTDB_URL: kurrent.url, JWG_POSTGRES_URL: postgres.url };
    expect(await of('Read models', cluster)).toMatchObject(isOk);
    const misspelt = { ...cluster, JWG_KURRENTDB_PREFIX: 'jgw.' };
    expect(await of('Read models', misspelt)).toMatchObject(isWrong(/under the prefix jwg\..*prefix jgw\./, 'PREFIX'));
  }, 60_000);

  it('does not wait for a frozen server', async () => {
    postgres.freeze();
    expect(await rows(postgres.url)).toMatchObject(isWrong('PostgreSQL', 'JWG_POSTGRES_URL'));
    postgres.thaw();
  }, 60_000);
});

const kafka = await kafkaBroker();
kafka.describe('jwg config check on a broker', () => {
  const place = mkdtempSync(join(tmpdir(), 'jwg-check-'));
  let broker: SecureBroker;
  beforeAll(async () => {
    broker = await startBroker({ folder: place, secure: true });
  }, 60_000);
  afterAll(async () => {
    await broker.stop();
    rmSync(place, { recursive: true, force: true });
  });
  const brokers = (more: Record<string, string> = {}) =>
    of('Kafka', { JWG_KAFKA_BROKERS: broker.brokers.join(), ...more });
  const scram = (password: string, more: Record<string, string> = {}) =>
    brokers({
      JWG_KAFKA_BROKERS: broker.scram.brokers.join(),
      JWG_KAFKA_TLS: 'true',
      JWG_KAFKA_TLS_CA: readFileSync(broker.scram.ca, 'utf8'),
      JWG_KAFKA_SASL_MECHANISM: 'scram-sha-512',
      JWG_KAFKA_SASL_USERNAME: broker.scram.username,
      JWG_KAFKA_SASL_PASSWORD: password,
      ...more,
    });

  it('says which topics the relay would make, or an operator has to make', async () => {
    expect(await brokers()).toMatchObject({ ok: true, found: expect.stringContaining('will make jwg.events.v1') });
    const byHand = await brokers({ JWG_KAFKA_CREATE_TOPICS: 'false' });
    expect(byHand).toMatchObject(isWrong('not as it must be', /kafka-topics\.sh --create --topic jwg\.events\.v1/));
  }, 60_000);

  it('reports topics that were published under another source address', async () => {
    const settings = { JWG_KAFKA_BROKERS: broker.brokers.join(), JWG_KAFKA_PREFIX: 'one' };
    const server = await startServer(folder, settings);
    const published = async () => (await cli(['relay', 'status', '--data', folder], settings)).stdout;
    while (!(await published()).includes('active')) await new Promise((resolve) => setTimeout(resolve, 100));
    await server.stop();
    expect(await brokers({ JWG_KAFKA_PREFIX: 'one' })).toMatchObject(isOk);
    const elsewhere = await brokers({ JWG_KAFKA_PREFIX: 'one', JWG_PUBLIC_URL: 'https://new.example.org' });
    expect(elsewhere).toMatchObject(
      isWrong('would refuse', 'Publish it as http://localhost:3000, or under another prefix'),
    );
  }, 120_000);

  it('signs in with a name over TLS, and says which setting is wrong where it cannot', async () => {
    expect(await scram(broker.scram.password)).toMatchObject(isOk);
    expect(await scram('top-secret')).toMatchObject(isWrong(/authentication failed/i, 'JWG_KAFKA_SASL_MECHANISM'));
    const nobody = await scram('', { JWG_KAFKA_SASL_MECHANISM: '', JWG_KAFKA_SASL_USERNAME: '' });
    expect(nobody).toMatchObject(isWrong('.', 'want to know who asks'));
    const withoutOurs = await scram('', {
      JWG_KAFKA_BROKERS: broker.mtls.brokers.join(),
      JWG_KAFKA_SASL_MECHANISM: '',
      JWG_KAFKA_SASL_USERNAME: '',
    });
    expect(withoutOurs).toMatchObject(isWrong(/certificate/, 'JWG_KAFKA_TLS_CERT'));
    const untrusted = await scram(broker.scram.password, { JWG_KAFKA_TLS_CA: '' });
    expect(untrusted).toMatchObject(isWrong(/certificate/, 'JWG_KAFKA_TLS_CA'));
    const plainly = await brokers({ JWG_KAFKA_BROKERS: broker.scram.brokers.join() });
    expect(plainly).toMatchObject(isWrong('.', 'JWG_KAFKA_TLS'));
  }, 120_000);
});
