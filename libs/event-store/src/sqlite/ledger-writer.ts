import type Database from 'better-sqlite3';
import { EventIdConflict, WrongExpectedRevision, type StoredEvent } from '@jwg/event-sourcing';
import { firstRevision, type EncodedWrite } from '../encode.js';
import { cursorOf } from './cursors.js';
import { SELECT_EVENTS, toStored, type Row } from './ledger-reader.js';
import { sqliteCode } from './sqlite-code.js';

interface Head {
  readonly first: number;
  readonly revision: number;
}

/** Appends inside a transaction that the caller opens. Each append is stored completely or not at all. */
export class LedgerWriter {
  private readonly end;
  private readonly head;
  private readonly insertStream;
  private readonly insertEvent;
  private readonly undoEvents;
  private readonly undoStreams;
  private readonly atPlace;
  private readonly withId;
  private next = 0;

  constructor(db: Database.Database) {
    this.end = db.prepare<[], number>('SELECT coalesce(max(position), -1) FROM events').pluck();
    this.head = db.prepare<[string], Head>(
      'SELECT first, (SELECT max(revision) FROM events WHERE stream = first) AS revision FROM streams WHERE name = ?',
    );
    this.insertStream = db.prepare('INSERT INTO streams VALUES (?, ?)');
    this.insertEvent = db.prepare(`INSERT INTO events VALUES (?, ?, ?, unhex(?, '-'), ?, ?, ?, ?, ?)`);
    this.undoEvents = db.prepare('DELETE FROM events WHERE position >= ?');
    this.undoStreams = db.prepare('DELETE FROM streams WHERE first >= ?');
    this.atPlace = db
      .prepare<unknown[], Row>(`${SELECT_EVENTS} WHERE name = ? AND revision = ? AND id = unhex(?, '-')`)
      .raw();
    this.withId = db.prepare(`SELECT 1 FROM events WHERE id = unhex(?, '-')`).pluck();
  }

  /**
   * Call this first in every transaction. It reads the ledger's end from the file, because the last transaction may
   * have failed.
   */
  begin(): void {
    this.next = (this.end.get() ?? -1) + 1;
  }

  /** The position of the ledger's last event; -1 when the ledger is empty. */
  get last(): number {
    return this.next - 1;
  }

  append(writes: readonly EncodedWrite[]): StoredEvent[] {
    const start = this.next;
    try {
      return writes.flatMap((write) => this.add(write));
    } catch (error) {
      if (spoilsTransaction(error)) throw error;
      this.undoFrom(start);
      return this.alreadyThere(writes, error);
    }
  }

  private add({ stream, expected, events }: EncodedWrite): StoredEvent[] {
    const head = this.head.get(stream);
    const current = head?.revision ?? 'noStream';
    if (current !== expected) throw new WrongExpectedRevision(stream, expected, current);
    if (events.length === 0) return [];
    const first = head?.first ?? this.next;
    if (!head) this.insertStream.run(first, stream);
    let revision = firstRevision({ expected });
    return events.map(({ event, data, metadata }) => {
      const stored = toPlace(event, stream, revision++, this.next++);
      try {
        const { id, type, schemaVersion, recordedAt } = event;
        this.insertEvent.run(
          stored.position,
          first,
          stored.revision,
          id,
          type,
          schemaVersion,
          recordedAt,
          data,
          metadata,
        );
      } catch (error) {
        throw sqliteCode(error) === 'SQLITE_CONSTRAINT_UNIQUE' ? new EventIdConflict(stream, event.id) : error;
      }
      return stored;
    });
  }

  /** Deletes the events of a failed append. A savepoint would slow down every append that succeeds. */
  private undoFrom(position: number): void {
    this.undoEvents.run(position);
    this.undoStreams.run(position);
    this.next = position;
  }

  /**
   * Repeats the first answer when every event is stored where these writes would put it; otherwise throws the fitting
   * error.
   */
  private alreadyThere(writes: readonly EncodedWrite[], refusal: unknown): StoredEvent[] {
    const rows = writes.flatMap((write) =>
      write.events.map(({ event }, i) => this.atPlace.get(write.stream, firstRevision(write) + i, event.id)),
    );
    if (rows.length > 0 && rows.every((row) => row !== undefined)) return rows.map(toStored);
    for (const { stream, events } of writes) {
      const duplicate = events.find(({ event }) => this.withId.get(event.id));
      if (duplicate) throw new EventIdConflict(stream, duplicate.event.id);
    }
    throw refusal;
  }
}

const toPlace = (
  { id, type, schemaVersion, data, metadata, recordedAt }: EncodedWrite['events'][number]['event'],
  stream: string,
  revision: number,
  position: number,
): StoredEvent => ({
  id,
  type,
  schemaVersion,
  data,
  metadata,
  recordedAt,
  stream,
  revision,
  position,
  cursor: cursorOf({ position, id }),
});

/** True for a full disk or an I/O error. A constraint or a refusal concerns only its own append. */
export const spoilsTransaction = (error: unknown): boolean =>
  sqliteCode(error)?.startsWith('SQLITE_CONSTRAINT') === false;
