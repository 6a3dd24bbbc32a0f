/** Promises: findings.d.mts. */
export const findings = ({ ledger, events, statuses, evolveStatus }) => [
  ...eventFindings(ledger, events),
  ...statusFindings(ledger, statuses, evolveStatus),
];

const isInternal = ({ metadata }) => metadata.visibility === 'sideInternal';

const eventFindings = (ledger, records) => {
  const found = [];
  const expected = new Map(ledger.filter((event) => !isInternal(event)).map((event) => [event.id, event]));
  const seen = new Set();
  const revisions = new Map();
  const lastIn = new Map();
  for (const { partition, key, value, headers } of records) {
    const event = expected.get(headers.ce_id);
    if (!event) found.push(`a record that the ledger does not publish: ${headers.ce_type} ${headers.ce_id}`);
    else if (seen.has(event.id)) found.push(`twice: position ${event.position}`);
    else if (
      value !== JSON.stringify(event.data) ||
      key !== event.stream ||
      headers.ce_sequence !== `${event.position}`
    )
      found.push(`not as it stands in the ledger: position ${event.position}`);
    seen.add(headers.ce_id);
    if (!event) continue;
    if (event.revision <= (revisions.get(event.stream) ?? -1))
      found.push(`out of order in ${event.stream}: revision ${event.revision}`);
    revisions.set(event.stream, event.revision);
    if (headers.ce_previous !== lastIn.get(partition))
      found.push(
        `position ${event.position} names ${headers.ce_previous} as the one before, not ${lastIn.get(partition)}`,
      );
    lastIn.set(partition, headers.ce_sequence);
  }
  const missing = [...expected.values()].filter(({ id }) => !seen.has(id));
  if (missing.length > 0)
    found.push(`${missing.length} events are missing, the first of them position ${missing[0].position}`);
  return found;
};

/** The last record of each key, as compaction leaves it, against a fresh fold of the ledger. */
const statusFindings = (ledger, records, evolveStatus) => {
  const found = [];
  const folded = new Map();
  for (const event of ledger)
    if (event.stream.startsWith('commitment-')) folded.set(event.stream, evolveStatus(folded.get(event.stream), event));
  const expected = new Map([...folded.values()].map((status) => [status.commitmentId, JSON.stringify(status)]));
  const kept = new Map(records.map(({ key, value }) => [key, value]));
  for (const [id, status] of expected)
    if (kept.get(id) !== status) found.push(`the status of ${id} differs from a fresh fold`);
  for (const id of kept.keys()) if (!expected.has(id)) found.push(`a status of ${id}, which there is not`);
  const last = new Map();
  for (const { key, headers } of records) {
    if (Number(headers.ce_sequence) <= (last.get(key) ?? -1)) found.push(`the status of ${key} goes back in time`);
    last.set(key, Number(headers.ce_sequence));
  }
  return found;
};
