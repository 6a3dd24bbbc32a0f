import { EventIdConflict, WrongExpectedRevision } from '@jwg/event-sourcing';
import { firstRevision, type EncodedWrite } from '../encode.js';
import type { LedgerIndex } from './ledger-index.js';

/**
 * The port's verdict on these writes, as far as the index knows the ledger: the events are already stored, or they are
 * new. The server has the last word on revisions. It does not compare ids across streams, so for ids this verdict is
 * the only check.
 *
 * @throws EventIdConflict, WrongExpectedRevision
 */
export const judge = (writes: readonly EncodedWrite[], index: LedgerIndex): 'there' | 'new' => {
  if (areThere(writes, index)) return 'there';
  for (const { stream, events } of writes) {
    const taken = events.find(({ event }) => index.positionOfId(event.id) !== undefined);
    if (taken) throw new EventIdConflict(stream, taken.event.id);
  }
  const ids = new Set<string>();
  const lengths = new Map<string, number>();
  for (const { stream, expected, events } of writes) {
    const length = lengths.get(stream) ?? index.lengthOf(stream);
    const current = length === 0 ? 'noStream' : length - 1;
    if (current !== expected) throw new WrongExpectedRevision(stream, expected, current);
    for (const { event } of events) {
      if (ids.has(event.id)) throw new EventIdConflict(stream, event.id);
      ids.add(event.id);
    }
    lengths.set(stream, length + events.length);
  }
  return 'new';
};

/** Whether every event is stored at exactly the revision that these writes would give it. */
const areThere = (writes: readonly EncodedWrite[], index: LedgerIndex): boolean =>
  writes.some(({ events }) => events.length > 0) &&
  writes.every((write) =>
    write.events.every(({ event: { id } }, i) => {
      const revision = firstRevision(write) + i;
      return index.positionOf({ stream: write.stream, revision, id }) !== undefined;
    }),
  );
