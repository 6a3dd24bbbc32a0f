import { afterAll, beforeAll } from '@jest/globals';
import { startKurrentDouble } from '../../../../test/kurrentdb.js';
import { eventStoreContract } from '../contract.js';
import { openKurrentDbEventStore } from './kurrentdb-event-store.js';
import { newPrefix, serverName, startServer, UNHURRIED } from './testing/server.js';

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer(startKurrentDouble);
});
afterAll(() => server.stop());

let prefix: string;
const open = () => openKurrentDbEventStore({ ...UNHURRIED, url: server.url, prefix });
eventStoreContract(serverName, () => ((prefix = newPrefix()), open()), open);
