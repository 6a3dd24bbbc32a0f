import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { startClusterDouble, type ClusterDouble } from '../../../../test/kurrentdb.js';
import { openKurrentDbEventStore } from './kurrentdb-event-store.js';

describe('The KurrentDB ledger, opened while the nodes of a protocol test double elect a leader,', () => {
  let cluster: ClusterDouble;
  beforeEach(async () => {
    cluster = await startClusterDouble({ electionMs: 3_000 });
  });
  afterEach(() => cluster.stop());

  it('waits for the leader, and says that it waits', async () => {
    const warned = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    await cluster.die();
    const store = await openKurrentDbEventStore({ url: cluster.url });
    expect(await store.last()).toBeUndefined();
    await store.close();
    expect(warned.mock.calls).toEqual([[expect.stringContaining('waiting'), expect.anything()]]);
    warned.mockRestore();
  }, 20_000);
});
