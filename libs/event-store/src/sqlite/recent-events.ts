import type { StoredEvent } from '@jwg/event-sourcing';
import type { EncodedWrite } from '../encode.js';

/** Characters of JSON that are kept, at most; parsed they take some three times as many. */
const MOST = 4 * 1024 * 1024;
/** What an event counts beside its JSON. */
const EACH = 300;
/** Streams whose length is known, at most. */
const STREAMS = 10_000;

interface Recent {
  readonly stored: StoredEvent;
  readonly data: string;
  readonly metadata: string;
  /** As a reader gets it; made when the first one asks. */
  read?: StoredEvent;
}

interface Append {
  readonly events: readonly StoredEvent[];
  readonly writes: readonly EncodedWrite[];
}

/**
 * The end of the ledger, as the one process that writes it knows it: the last events that it wrote, and how long the
 * streams are that it wrote or read last. So what was just written is not read from the disk again, by commands or
 * followers. Nothing here is older than the disk, because nobody else writes; after an append whose outcome is unknown
 * the writer forgets everything.
 */
export class RecentEvents {
  /** Without a gap, up to the ledger's last event. */
  private events: Recent[] = [];
  private readonly ofStreams = new Map<string, Recent[]>();
  /** The stream that was written or read longest ago comes first. */
  private readonly lengths = new Map<string, number>();
  private size = 0;

  constructor(private readonly most = MOST) {}

  forget(): void {
    this.events = [];
    this.ofStreams.clear();
    this.lengths.clear();
    this.size = 0;
  }

  /**
   * What a transaction wrote.
   *
   * @param first  the position of its first event. What an append found written before has another place, and no part in it.
   */
  wrote(first: number, appends: readonly Append[]): void {
    let next = first;
    for (const { events, writes } of appends) {
      if (events[0]?.position !== next) continue;
      const texts = writes.flatMap((write) => write.events);
      events.forEach((stored, n) => this.add({ stored, data: texts[n]!.data, metadata: texts[n]!.metadata }));
      next += events.length;
    }
    this.evict();
  }

  /** A stream was read up to its end. */
  hasLength(stream: string, length: number): void {
    if (length === 0) return; // anybody may name any number of streams that do not exist
    this.lengths.delete(stream);
    this.lengths.set(stream, length);
    const [oldest] = this.lengths.keys();
    if (this.lengths.size > STREAMS) this.lengths.delete(oldest!);
  }

  lengthOf(stream: string): number | undefined {
    return this.lengths.get(stream);
  }

  /** A stream's events from a revision to its end; undefined if only the disk has them. */
  ofStream(stream: string, from: number): StoredEvent[] | undefined {
    const length = this.lengths.get(stream);
    if (length === undefined) return undefined;
    if (from >= length) return [];
    const own = this.ofStreams.get(stream);
    const first = own?.[0]?.stored.revision ?? length;
    return from < first ? undefined : own!.slice(from - first).map(asRead);
  }

  /** The ledger's events after a position, which is known too; undefined if only the disk has them. */
  after(position: number, isAt: (id: string) => boolean, limit: number): StoredEvent[] | undefined {
    const at = position - (this.events[0]?.stored.position ?? Infinity);
    const event = this.events[at];
    return event && isAt(event.stored.id) ? this.events.slice(at + 1, at + 1 + limit).map(asRead) : undefined;
  }

  private add(event: Recent): void {
    const { stream, revision } = event.stored;
    this.events.push(event);
    const own = this.ofStreams.get(stream);
    if (own) own.push(event);
    else this.ofStreams.set(stream, [event]);
    this.size += sizeOf(event);
    this.hasLength(stream, revision + 1);
  }

  /** A quarter at once, so that the rest is moved seldom. */
  private evict(): void {
    if (this.size <= this.most) return;
    let gone = 0;
    for (; this.size > 0.75 * this.most; gone += 1) {
      const event = this.events[gone]!;
      const own = this.ofStreams.get(event.stored.stream)!;
      if (own.length === 1) this.ofStreams.delete(event.stored.stream);
      else own.shift();
      this.size -= sizeOf(event);
    }
    this.events = this.events.slice(gone);
  }
}

const sizeOf = ({ data, metadata }: Recent): number => EACH + data.length + metadata.length;

/** What the disk has of it: made from the JSON, so that no reader shares anything with who appended it. */
const asRead = (event: Recent): StoredEvent =>
  (event.read ??= {
    ...event.stored,
    data: JSON.parse(event.data) as StoredEvent['data'],
    metadata: JSON.parse(event.metadata) as StoredEvent['metadata'],
  });
