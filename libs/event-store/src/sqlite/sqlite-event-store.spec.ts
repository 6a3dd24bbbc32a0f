import { afterAll } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoreContract } from '../contract.js';
import { openSqliteEventStore } from './sqlite-event-store.js';

const root = mkdtempSync(join(tmpdir(), 'ledger-'));
afterAll(() => rmSync(root, { recursive: true }));

let folder: string;
eventStoreContract(
  'SQLite',
  () => openSqliteEventStore({ folder: (folder = mkdtempSync(join(root, 'store-'))) }),
  () => openSqliteEventStore({ folder, readOnly: true }),
);
