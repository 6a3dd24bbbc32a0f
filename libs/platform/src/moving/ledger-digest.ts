import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { eventsAfter, type EventStore, type StoredEvent } from '@jwg/event-sourcing';

/** What a ledger holds, in one line: two ledgers have the same exactly where every event is the same, at the same place. */
export interface LedgerDigest {
  readonly events: number;
  /** `sha256:` and hex digits. */
  readonly digest: string;
}

/** All that an event is, but for the store's own bookmark; RFC 8785, so that it does not matter who wrote the JSON. */
export const entryOf = ({ cursor: _, ...event }: StoredEvent): string => canonicalize(event)!;

/**
 * SHA-256 over all entries, a line each, in order of position.
 *
 * @param progress  hears how many events are in it so far
 */
export const digestOfLedger = async (
  store: Pick<EventStore, 'readAll'>,
  progress: (events: number) => void = () => {},
): Promise<LedgerDigest> => {
  const hash = createHash('sha256');
  let events = 0;
  for await (const event of eventsAfter(store)) {
    hash.update(entryOf(event)).update('\n');
    progress((events += 1));
  }
  return { events, digest: `sha256:${hash.digest('hex')}` };
};
