import type { EventStore, StoredEvent } from '@jwg/event-sourcing';

/** The most bytes of cached events over all streams, as JSON; in memory they take some three times as many. */
export const MOST_BYTES = 16 * 1024 * 1024;

interface Kept {
  readonly events: readonly StoredEvent[];
  readonly bytes: number;
}

/**
 * Histories as they were last read, for the few decisions and questions that look at the events themselves. A stream
 * only grows, so each time only new events are read, whichever process wrote them. Answers are never older than the store.
 */
export class Histories {
  /** The stream that was read longest ago comes first. */
  private readonly streams = new Map<string, Kept>();
  private bytes = 0;

  constructor(
    private readonly store: Pick<EventStore, 'readStream'>,
    private readonly most = MOST_BYTES,
  ) {}

  async of(stream: string): Promise<StoredEvent[]> {
    const known = this.streams.get(stream)?.events ?? [];
    const fresh = await this.store.readStream(stream, known.length);
    const events = fresh.length > 0 ? [...known, ...fresh] : known;
    this.keep(stream, events);
    return events.slice();
  }

  /** Somebody was forgotten, and histories in memory may name them. */
  clear(): void {
    this.streams.clear();
    this.bytes = 0;
  }

  get size(): { streams: number; bytes: number } {
    return { streams: this.streams.size, bytes: this.bytes };
  }

  private keep(stream: string, events: readonly StoredEvent[]): void {
    if (events.length === 0) return; // anybody may name any number of streams that do not exist
    const known = this.streams.get(stream);
    if (known && known.events.length > events.length) return; // another call read more meanwhile
    const bytes = (known?.bytes ?? 0) + bytesOf(events.slice(known?.events.length));
    this.streams.delete(stream);
    this.streams.set(stream, { events, bytes });
    this.bytes += bytes - (known?.bytes ?? 0);
    for (const [oldest, it] of this.streams) {
      if (this.bytes <= this.most || oldest === stream) break;
      this.streams.delete(oldest);
      this.bytes -= it.bytes;
    }
  }
}

const bytesOf = (events: readonly StoredEvent[]): number =>
  events.reduce((sum, event) => sum + JSON.stringify(event).length, 0);
