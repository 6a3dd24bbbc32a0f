import { describe, expect, it } from '@jest/globals';
import type { Lease } from '@jwg/event-sourcing';
import { nobodyRuns } from './nobody-runs.js';

const lease = (unheld: Lease['unheld']): Lease => ({
  lastsMs: 1_000,
  hold: async () => false,
  release: async () => {},
  unheld,
});

describe('A server whose followers run in workers', () => {
  it('says when nobody runs them, or some of them', async () => {
    const followers = ['forums', 'sessions'];
    expect(
      await nobodyRuns(
        lease(async () => followers),
        followers,
      ),
    ).toEqual(['nobody follows the ledger: no worker does, so answers grow old; start one']);
    expect(
      await nobodyRuns(
        lease(async () => ['forums']),
        followers,
      ),
    ).toEqual(['nobody runs forums: no worker does, so answers grow old; start one']);
  });

  it('says nothing while they run, or while the leases cannot be read', async () => {
    expect(
      await nobodyRuns(
        lease(async () => []),
        ['forums'],
      ),
    ).toEqual([]);
    expect(
      await nobodyRuns(
        lease(() => Promise.reject(new Error('away'))),
        ['forums'],
      ),
    ).toEqual([]);
    expect(
      await nobodyRuns(
        lease(() => new Promise(() => {})),
        ['forums'],
      ),
    ).toEqual([]);
    expect(await nobodyRuns(undefined, ['forums'])).toEqual([]);
  });
});
