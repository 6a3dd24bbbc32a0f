import { afterAll, beforeAll } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { startKurrentDouble, type KurrentDouble } from '../../../../test/kurrentdb.js';
import { eventStoreContract } from '../contract.js';
import { openKurrentDbEventStore } from './kurrentdb-event-store.js';

const real = process.env.KURRENTDB_URL;
let double: KurrentDouble | undefined;

beforeAll(async () => {
  if (real === undefined) double = await startKurrentDouble();
});
afterAll(() => double?.stop());

/** A ledger of its own on the server that is there. */
const open = () =>
  openKurrentDbEventStore({ url: real ?? double!.url, prefix: `test-${randomBytes(6).toString('hex')}.` });

eventStoreContract(real === undefined ? 'KurrentDB’s protocol test double (not KurrentDB)' : 'KurrentDB', open);
