import { setTimeout as sleep } from 'node:timers/promises';
import type { Lease } from '@jwg/event-sourcing';

/** As long as a probe waits for the books. */
const PATIENCE_MS = 500;

/**
 * For a process that only watches: that the workers are gone, who run the followers. It says nothing while the leases
 * cannot be read; that has a sentence of its own.
 */
export const nobodyRuns = async (lease: Lease | undefined, followers: readonly string[]): Promise<string[]> => {
  const none: readonly string[] = [];
  const asked = lease?.unheld?.(followers).catch(() => none) ?? none;
  const unheld = await Promise.race([asked, sleep(PATIENCE_MS, none, { ref: false })]);
  if (unheld.length === 0) return [];
  const those = unheld.length === followers.length ? 'follows the ledger' : `runs ${unheld.join(', ')}`;
  return [`nobody ${those}: no worker does, so answers grow old; start one`];
};
