import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startPostgres, type OwnServer } from '../../../../test/postgres.js';
import { checkPostgres } from './check-postgres.js';
import { openRows, type Rows } from './open-rows.js';
import { AnotherLedger, type LedgerIdentity } from './owner.js';
import { projectionFollower } from './projection-follower.js';
import { accounts, stored } from '../testing/toy.js';

let server: OwnServer;
let rows: Rows;
const sql = async (statement: string) => {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(statement);
  await client.end();
};

const empty = { name: 'KurrentDB under the prefix jwg.' };
const ours = { ...empty, firstEvent: 'first' };
const misspelt = { name: 'KurrentDB under the prefix jgw.' };
const claim = (ledger: LedgerIdentity, known = true) => rows.owner!.claim({ ...ledger, knows: async () => known });
const check = (ledger: LedgerIdentity) => rows.owner!.check({ ...ledger, knows: async () => true });

describe('a PostgreSQL database of read models', () => {
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  beforeEach(async () => {
    await sql('drop schema public cascade; create schema public');
    rows = await openRows({ postgres: server.url });
  });
  afterEach(() => rows.close());
  afterAll(() => server.stop());

  it('belongs to the first ledger that claims it, by name and first event', async () => {
    await claim(ours);
    await claim(ours);
    await expect(claim({ ...misspelt, firstEvent: 'first' })).rejects.toBeInstanceOf(AnotherLedger);
    await expect(claim({ ...empty, firstEvent: 'other' })).rejects.toBeInstanceOf(AnotherLedger);
    await expect(claim(empty)).rejects.toThrow(/\(first event first\), and not of .* \(no event yet\)/);
  });

  it('learns the first event of a ledger that was empty when it claimed the database', async () => {
    await claim(empty);
    await expect(claim({ ...misspelt, firstEvent: 'other' })).rejects.toThrow(
      /^The database postgres keeps the read models and the followers’ books of the ledger in KurrentDB under the prefix jwg\. \(no event yet\), and not of .* jgw\..* Set JWG_/,
    );
    await claim(ours);
    await expect(claim({ ...empty, firstEvent: 'other' })).rejects.toBeInstanceOf(AnotherLedger);
  });

  it('goes to one of several ledgers that claim it at once', async () => {
    const claims = await Promise.allSettled([ours, misspelt, ours, misspelt].map((it) => claim(it)));
    expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  });

  it('without an owner is refused to a ledger that does not know its cursors', async () => {
    await projectionFollower(rows, accounts).handle(
      stored([{ type: 'Opened', data: { account: 'a', owner: 'PK' } }]),
      undefined,
    );
    await sql('drop table rows_of_ledger');
    await rows.close();
    rows = await openRows({ postgres: server.url });
    await expect(claim(misspelt, false)).rejects.toThrow(/followers’ books of another ledger, and not of .* jgw\./);
    await claim(ours);
    await expect(claim(misspelt)).rejects.toBeInstanceOf(AnotherLedger);
  });

  it('has no owner when it was only read', async () => {
    await check(ours);
    expect(await checkPostgres({ postgres: server.url }, ours)).not.toHaveProperty('another');
    await claim(misspelt);
    await expect(check(ours)).rejects.toBeInstanceOf(AnotherLedger);
    expect(await checkPostgres({ postgres: server.url }, ours)).toMatchObject({ another: expect.any(AnotherLedger) });
    expect(await checkPostgres({ postgres: server.url }, misspelt)).not.toHaveProperty('another');
    await sql('drop schema public cascade; create schema public');
    expect(await checkPostgres({ postgres: server.url }, ours)).not.toHaveProperty('another');
    expect((await checkPostgres({ postgres: server.url })).mayCreate).toBe(true);
  });
});
