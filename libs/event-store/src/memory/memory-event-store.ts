import {
  EventIdConflict,
  LEAST_PAGE,
  PAGE_BYTES,
  StoreUnavailable,
  UnknownCursor,
  WrongExpectedRevision,
  type AppendListener,
  type Cursor,
  type EventStore,
  type LastEvent,
  type StoredEvent,
  type Write,
} from '@jwg/event-sourcing';
import { encode, firstRevision, type EncodedEvent, type EncodedWrite } from '../encode.js';

interface Row extends EncodedEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
}

/**
 * A ledger that ends with its process, for tests and trials. It keeps JSON text, so no caller can edit a stored event.
 */
export const openMemoryEventStore = (): EventStore => new MemoryEventStore();

class MemoryEventStore implements EventStore {
  private readonly log: Row[] = [];
  private readonly streams = new Map<string, Row[]>();
  private readonly byId = new Map<string, Row>();
  private readonly listeners = new Set<AppendListener>();
  private closed = false;

  async append(writes: readonly Write[]): Promise<StoredEvent[]> {
    this.refuseWhenClosed();
    const encoded = writes.map(encode);
    return (this.alreadyThere(encoded) ?? this.add(encoded)).map(toStored);
  }

  async readStream(stream: string, from = 0, limit = Infinity): Promise<StoredEvent[]> {
    this.refuseWhenClosed();
    const first = Math.max(from, 0);
    return (this.streams.get(stream) ?? []).slice(first, first + limit).map(toStored);
  }

  async lengthOf(stream: string): Promise<number> {
    this.refuseWhenClosed();
    return this.streams.get(stream)?.length ?? 0;
  }

  async readAll(after: Cursor | undefined, limit: number): Promise<StoredEvent[]> {
    this.refuseWhenClosed();
    if (!(Number.isSafeInteger(limit) && limit > 0))
      throw new RangeError(`A limit is a whole number above 0, not ${limit}`);
    const start = after === undefined ? 0 : this.indexOfCursor(after) + 1;
    const page: Row[] = [];
    let bytes = 0;
    for (const row of this.log.slice(start, start + limit)) {
      if (bytes >= PAGE_BYTES && page.length >= LEAST_PAGE) break;
      page.push(row);
      bytes += row.data.length + row.metadata.length;
    }
    return page.map(toStored);
  }

  async positionOf(cursor: Cursor): Promise<number> {
    this.refuseWhenClosed();
    return this.indexOfCursor(cursor);
  }

  async last(): Promise<LastEvent | undefined> {
    this.refuseWhenClosed();
    const last = this.log.at(-1);
    return last && { position: last.position, cursor: String(last.position), recordedAt: last.event.recordedAt };
  }

  watch(listener: AppendListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.closed = true;
  }

  /** The stored rows, when every event is at exactly the revision that these writes would give it. */
  private alreadyThere(writes: readonly EncodedWrite[]): Row[] | undefined {
    const rows = writes.flatMap((write) =>
      write.events.map(({ event }, i) => {
        const row = this.streams.get(write.stream)?.[firstRevision(write) + i];
        return row?.event.id === event.id ? row : undefined;
      }),
    );
    return rows.length > 0 && rows.every((row) => row !== undefined) ? rows : undefined;
  }

  /** Checks all writes first and then stores them: all or nothing. */
  private add(writes: readonly EncodedWrite[]): Row[] {
    for (const { stream, events } of writes) {
      const duplicate = events.find(({ event }) => this.byId.has(event.id));
      if (duplicate) throw new EventIdConflict(stream, duplicate.event.id);
    }
    const added: Row[] = [];
    const ids = new Set<string>();
    const lengths = new Map<string, number>();
    for (const { stream, expected, events } of writes) {
      let revision = lengths.get(stream) ?? this.streams.get(stream)?.length ?? 0;
      const current = revision === 0 ? 'noStream' : revision - 1;
      if (current !== expected) throw new WrongExpectedRevision(stream, expected, current);
      for (const encoded of events) {
        if (ids.has(encoded.event.id)) throw new EventIdConflict(stream, encoded.event.id);
        ids.add(encoded.event.id);
        added.push({ ...encoded, stream, revision: revision++, position: this.log.length + added.length });
      }
      lengths.set(stream, revision);
    }
    for (const row of added) {
      this.log.push(row);
      this.byId.set(row.event.id, row);
      if (row.revision === 0) this.streams.set(row.stream, []);
      this.streams.get(row.stream)?.push(row);
    }
    if (added.length > 0) for (const listener of this.listeners) listener(this.log.length - 1);
    return added;
  }

  private indexOfCursor(cursor: Cursor): number {
    const position = Number(cursor);
    if (String(position) !== cursor || !this.log[position]) throw new UnknownCursor(cursor);
    return position;
  }

  private refuseWhenClosed(): void {
    if (this.closed) throw new StoreUnavailable('The store is closed');
  }
}

const toStored = ({ event, data, metadata, stream, revision, position }: Row): StoredEvent => ({
  id: event.id,
  type: event.type,
  schemaVersion: event.schemaVersion,
  data: JSON.parse(data),
  metadata: JSON.parse(metadata),
  recordedAt: event.recordedAt,
  stream,
  revision,
  position,
  cursor: String(position),
});
