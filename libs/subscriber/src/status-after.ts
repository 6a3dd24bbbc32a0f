import type { StoredEvent } from '@jwg/event-sourcing';
import {
  eventTypeOf,
  evolveStatus,
  isOfCommitment,
  type CloudEvent,
  type CommitmentStatus,
} from '@jwg/published-language';

/**
 * The status of a commitment after one more event, for a table that begins with statuses. Apply each event, in order,
 * to the row of its `subject`: the result is the status that the ledger itself would give. An event that is not about a
 * commitment, or of a type that this version of the library does not know, leaves the status unchanged.
 *
 * @param before  `undefined` before the commitment's first event; the result is also `undefined` until it is registered
 */
export const statusAfter = (before: CommitmentStatus | undefined, event: CloudEvent): CommitmentStatus | undefined => {
  const type = eventTypeOf(event.type);
  if (type === undefined || !isOfCommitment(event.subject)) return before;
  const { data, visibility } = event;
  return evolveStatus(before, { type, data, metadata: { occurredAt: occurredAt(event), visibility } } as StoredEvent);
};

const digits = { year: 4, month: 7, day: 10, session: 10, instant: undefined } as const;

/** `time` is the first instant of a year, a month or a day; the precision says which of them. */
const occurredAt = ({ time, timeprecision: precision }: CloudEvent) => ({
  value: time.slice(0, digits[precision]),
  precision,
});
