import { openMemoryEventStore } from '@jwg/event-store';
import { eventsAfter, type EventStore, type StoredEvent, type Write } from '@jwg/event-sourcing';
import { evolveStatus } from '@jwg/published-language';
import { findings } from '../tools/relay-torture/findings.ts';
import type { CommittedRecord } from '../tools/relay-torture/read-committed.ts';

/** A long history for relays. */
export { history } from '../tools/relay-torture/history.ts';

/** A ledger in memory that holds these writes. */
export const ledgerOf = async (writes: readonly Write[]): Promise<EventStore> => {
  const store = openMemoryEventStore();
  for (let at = 0; at < writes.length; at += 1_000) await store.append(writes.slice(at, at + 1_000));
  return store;
};

export const wholeLedger = async (store: Pick<EventStore, 'readAll'>): Promise<StoredEvent[]> => {
  const events: StoredEvent[] = [];
  for await (const event of eventsAfter(store)) events.push(event);
  return events;
};

/** What is wrong with what was published of a ledger; nothing, it is to be hoped. */
export const wrongWith = async (
  store: Pick<EventStore, 'readAll'>,
  events: readonly CommittedRecord[],
  statuses: readonly CommittedRecord[],
): Promise<string[]> => findings({ ledger: await wholeLedger(store), events, statuses, evolveStatus });

/** Resolves once it holds; the test's own time limit ends a wait in vain. */
export const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
};
