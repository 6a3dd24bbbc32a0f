import { afterAll, beforeAll } from '@jest/globals';
import { eventStoreContract } from '../contract.js';
import { openKurrentDbEventStore } from './kurrentdb-event-store.js';
import { newPrefix, serverName, startServer, UNHURRIED } from './testing/server.js';

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

eventStoreContract(serverName, () => openKurrentDbEventStore({ ...UNHURRIED, url: server.url, prefix: newPrefix() }));
