import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { eventsAfter, type EventStore, type StoredEvent } from '@jwg/event-sourcing';

/**
 * The content of a ledger, in one line. Two ledgers have the same digest exactly if every event and its place are the
 * same.
 */
export interface LedgerDigest {
  readonly events: number;
  /** `sha256:` and hex digits. */
  readonly digest: string;
}

/**
 * Everything in an event except the store's own cursor, as RFC 8785, so that it does not matter which program wrote the
 * JSON.
 */
export const entryOf = ({ cursor: _, ...event }: StoredEvent): string => canonicalize(event)!;

/**
 * SHA-256 over all entries, a line each, in order of position.
 *
 * @param progress  called with the number of events digested so far
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
