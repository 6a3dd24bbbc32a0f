import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '@jwg/event-sourcing';
import { sql } from 'kysely';
import { startPostgres, type OwnServer } from '../../../../test/postgres.js';
import { openRows } from './open-rows.js';

const folder = mkdtempSync(join(tmpdir(), 'postgres-tls-'));
const file = (name: string) => join(folder, name);
/** A self-signed certificate, for one name. */
const certify = (name: string, host: string) => {
  const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=${host}`, '-days', '2'];
  const out = ['-keyout', file(`${name}.key`), '-out', file(`${name}.pem`)];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...out, ...subject], { stdio: 'pipe' });
  return readFileSync(file(`${name}.pem`), 'utf8');
};

describe('a connection to PostgreSQL over TLS', () => {
  let server: OwnServer;
  let own: string;
  let other: string;
  beforeAll(async () => {
    own = certify('own', 'IP:127.0.0.1');
    other = certify('other', 'IP:127.0.0.1');
    if (process.getuid?.() === 0) {
      chmodSync(folder, 0o755);
      chownSync(file('own.key'), 65_534, 65_534); // the user that the server runs as
    }
    chmodSync(file('own.key'), 0o600);
    server = await startPostgres('ssl=on', `ssl_cert_file=${file('own.pem')}`, `ssl_key_file=${file('own.key')}`);
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  it('is made where the given authority signed the certificate, whatever sslmode the address has', async () => {
    for (const mode of ['', '?sslmode=disable']) {
      const rows = await openRows({ postgres: server.url + mode, tlsCa: own });
      const { rows: found } = await sql<{ ssl: boolean }>`
        select ssl from pg_stat_ssl where pid = pg_backend_pid()`.execute(rows.engine.db);
      expect(found).toEqual([{ ssl: true }]);
      await rows.close();
    }
  });

  it('is refused where another authority signed it, or the name is not the certificate’s', async () => {
    await expect(openRows({ postgres: server.url, tlsCa: other })).rejects.toBeInstanceOf(StoreUnavailable);
    const byName = server.url.replace('127.0.0.1', 'localhost');
    await expect(openRows({ postgres: byName, tlsCa: own })).rejects.toBeInstanceOf(StoreUnavailable);
  });
});
