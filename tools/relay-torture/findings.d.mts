import type { StoredEvent } from '../../libs/event-sourcing/src/event.js';
import type { CommitmentStatus } from '../../libs/published-language/src/commitment-status.js';
import type { CommittedRecord } from './read-committed.mjs';

/**
 * What is wrong with what a reader of committed records saw, in plain sentences: every published event exactly once and
 * unchanged, in order in its stream, with the right one named as the one before it in its partition; of every commitment
 * the status that a fresh fold gives.
 */
export function findings(of: {
  ledger: readonly StoredEvent[];
  events: readonly CommittedRecord[];
  statuses: readonly CommittedRecord[];
  evolveStatus: (before: CommitmentStatus | undefined, event: StoredEvent) => CommitmentStatus | undefined;
}): string[];
