import type { Cursor, StoredEvent } from '@jwg/event-sourcing';
import { toCloudEvent, type CloudEvent } from '@jwg/published-language';

/** A published event as HTTP answers it, where `cursor` stands in for Kafka's offsets. */
export interface FeedEvent extends Omit<CloudEvent, 'previous'> {
  /** What goes back as `after` to go on behind this event. */
  readonly cursor: Cursor;
}

/** @param source  the address under which the ledger is known, without a slash at its end */
export const toFeedEvent = (event: StoredEvent, source: string): FeedEvent => ({
  ...toCloudEvent(event, source),
  cursor: event.cursor,
});
