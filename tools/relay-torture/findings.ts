import type { Metadata } from '@jwg/domain';
import type { StoredEvent } from '@jwg/event-sourcing';
import type { CommitmentStatus } from '@jwg/published-language';
import type { CommittedRecord } from './read-committed.ts';

type EvolveStatus = (before: CommitmentStatus | undefined, event: StoredEvent) => CommitmentStatus | undefined;

interface Seen {
  readonly ledger: readonly StoredEvent[];
  readonly events: readonly CommittedRecord[];
  readonly statuses: readonly CommittedRecord[];
  readonly evolveStatus: EvolveStatus;
}

/**
 * The faults that a reader of committed records saw, in plain sentences. It must see every published event exactly
 * once, unchanged and in the order of its stream, each with its right predecessor in the partition; and for every
 * commitment the status that a fresh fold gives.
 */
export const findings = ({ ledger, events, statuses, evolveStatus }: Seen): string[] => [
  ...eventFindings(ledger, events),
  ...statusFindings(ledger, statuses, evolveStatus),
];

const isInternal = ({ metadata }: StoredEvent) => (metadata as Metadata).visibility === 'sideInternal';

const eventFindings = (ledger: readonly StoredEvent[], records: readonly CommittedRecord[]) => {
  const found: string[] = [];
  const expected = new Map(ledger.filter((event) => !isInternal(event)).map((event) => [event.id, event]));
  const seen = new Set<string>();
  const revisions = new Map<string, number>();
  const lastIn = new Map<number, string>();
  for (const { partition, key, value, headers } of records) {
    const { ce_id: id = '', ce_type: type, ce_sequence: sequence = '', ce_previous: previous } = headers;
    const event = expected.get(id);
    if (!event) found.push(`a record that the ledger does not publish: ${type} ${id}`);
    else if (seen.has(event.id)) found.push(`twice: position ${event.position}`);
    else if (value !== JSON.stringify(event.data) || key !== event.stream || sequence !== `${event.position}`)
      found.push(`not as it stands in the ledger: position ${event.position}`);
    seen.add(id);
    if (!event) continue;
    if (event.revision <= (revisions.get(event.stream) ?? -1))
      found.push(`out of order in ${event.stream}: revision ${event.revision}`);
    revisions.set(event.stream, event.revision);
    if (previous !== lastIn.get(partition))
      found.push(`position ${event.position} names ${previous} as the one before, not ${lastIn.get(partition)}`);
    lastIn.set(partition, sequence);
  }
  const missing = [...expected.values()].filter(({ id }) => !seen.has(id));
  if (missing[0]) found.push(`${missing.length} events are missing, the first of them position ${missing[0].position}`);
  return found;
};

/** Compares the last record of each key, which compaction keeps, with a fresh fold of the ledger. */
const statusFindings = (
  ledger: readonly StoredEvent[],
  records: readonly CommittedRecord[],
  evolveStatus: EvolveStatus,
) => {
  const found: string[] = [];
  const folded = new Map<string, CommitmentStatus>();
  for (const event of ledger) {
    if (!event.stream.startsWith('commitment-')) continue;
    const status = evolveStatus(folded.get(event.stream), event);
    if (status) folded.set(event.stream, status);
  }
  const expected = new Map([...folded.values()].map((status) => [status.commitmentId, JSON.stringify(status)]));
  const lastByKey = new Map(records.map(({ key, value }) => [key, value]));
  for (const [id, status] of expected)
    if (lastByKey.get(id) !== status) found.push(`the status of ${id} differs from a fresh fold`);
  for (const id of lastByKey.keys()) if (!expected.has(id)) found.push(`a status of ${id}, which there is not`);
  const last = new Map<string, number>();
  for (const { key, headers } of records) {
    if (Number(headers.ce_sequence) <= (last.get(key) ?? -1)) found.push(`the status of ${key} goes back in time`);
    last.set(key, Number(headers.ce_sequence));
  }
  return found;
};
