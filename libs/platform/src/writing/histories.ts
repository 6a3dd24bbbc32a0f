import type { EventStore, StoredEvent } from '@jwg/event-sourcing';
import { WithinBytes } from './within-bytes.js';

/** The most bytes of cached events over all streams, as JSON; in memory they take some three times as many. */
export const MOST_BYTES = 16 * 1024 * 1024;

/**
 * Histories as they were last read, for the few decisions and questions that look at the events themselves. A stream
 * only grows, so each time only new events are read, whichever process wrote them. Answers are never older than the store.
 */
export class Histories {
  private readonly streams: WithinBytes<readonly StoredEvent[]>;

  constructor(
    private readonly store: Pick<EventStore, 'readStream'>,
    most = MOST_BYTES,
  ) {
    this.streams = new WithinBytes(most);
  }

  async of(stream: string): Promise<StoredEvent[]> {
    const known = this.streams.get(stream) ?? [];
    const fresh = await this.store.readStream(stream, known.length);
    const events = fresh.length > 0 ? [...known, ...fresh] : known;
    this.keep(stream, events);
    return events.slice();
  }

  /** Somebody was forgotten, and histories in memory may name them. */
  clear(): void {
    this.streams.clear();
  }

  get size(): { streams: number; bytes: number } {
    return this.streams.size;
  }

  private keep(stream: string, events: readonly StoredEvent[]): void {
    if (events.length === 0) return; // anybody may name any number of streams that do not exist
    const known = this.streams.get(stream)?.length ?? 0;
    if (known > events.length) return; // another call read more meanwhile
    this.streams.keep(stream, events, this.streams.bytesOf(stream) + bytesOf(events.slice(known)));
  }
}

const bytesOf = (events: readonly StoredEvent[]): number =>
  events.reduce((sum, event) => sum + JSON.stringify(event).length, 0);
