import { isCommitmentId, sessionOf, undertakingsIn, type StatementEvent } from '@jwg/domain';
import type { LedgerStoredEvent } from '@jwg/platform';
import type { ImportStep } from './step.js';

/**
 * Keeps apart the commitments whose numbers are certain from those that would have another number if an earlier
 * statement of their session had not failed. Nothing true can be said about the latter.
 */
export const numbering = () => {
  const shifted = new Set<string>();
  const certain = new Set<string>();
  return {
    failed: ({ brings, subject }: ImportStep): void => {
      if (brings.includes(`${subject}.c`)) shifted.add(subject);
    },
    recorded: (events: readonly LedgerStoredEvent[]): void => {
      for (const event of events)
        for (const { commitmentId } of undertakingsIn(event as unknown as StatementEvent))
          if (!shifted.has(sessionOf(commitmentId))) certain.add(commitmentId);
    },
    isUncertain: ({ subject, brings }: ImportStep): boolean =>
      [subject, ...brings].some((id) => isCommitmentId(id) && shifted.has(sessionOf(id)) && !certain.has(id)),
  };
};
