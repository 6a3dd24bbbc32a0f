import { join } from 'node:path';
import { SELECT_EVENTS, withDashes, type Row } from './ledger-reader.js';
import { openForReading } from './open-for-reading.js';

/** An event as it lies in the file: its stream is a number, its data and metadata are texts. */
export type StoredRow = [
  position: number,
  stream: number,
  revision: number,
  id: string,
  type: string,
  schemaVersion: number,
  recordedAt: string,
  data: string,
  metadata: string,
];

/** What most events are gone past with: few kinds change anything by what their data say. */
type PassedRow = [position: number, stream: string, type: string];

const ID = 3;

/** Rows by their position, for a thread that looks at a part of the streams. */
export interface StoredRows {
  /** Those from one position up to another, of every stream whose number leaves `part` when it is divided by `parts`. */
  between(from: number, upTo: number, part: number, parts: number): StoredRow[];
  /** The first events of a stream. Ends when they are through, or are no longer asked for. */
  of(stream: number, events: number): Iterable<StoredRow>;
  /** Those from one position up to another, each with what it is called. */
  named(from: number, upTo: number): Row[];
  /** The same, without what they say. */
  passed(from: number, upTo: number): PassedRow[];
  nameOf(stream: number): string | undefined;
  /** The names of those that begin from one position up to another: of many, sooner than one by one. */
  namesBetween(from: number, upTo: number, part: number, parts: number): [stream: number, name: string][];
  close(): void;
}

/** Opens a ledger that `openSqliteEventStore` has opened before, and so found whole. Writes nothing. */
export const openStoredRows = (folder: string): StoredRows => {
  const db = openForReading(join(folder, 'ledger.db'));
  db.pragma('cache_size = -4096'); // it goes through the file once
  const rows = (which: string) =>
    db
      .prepare<unknown[], StoredRow>(
        `SELECT position, stream, revision, lower(hex(id)), type, schema_version, recorded_at, data, metadata
           FROM events WHERE ${which}`,
      )
      .raw();
  const between = rows('position >= ? AND position < ? AND stream % ? = ? ORDER BY position');
  const of = rows('stream = ? AND revision < ? ORDER BY revision');
  const named = db
    .prepare<unknown[], Row>(`${SELECT_EVENTS} WHERE position >= ? AND position < ? ORDER BY position`)
    .raw();
  const passed = db
    .prepare<unknown[], PassedRow>(
      `SELECT position, name, type FROM events JOIN streams ON first = stream
        WHERE position >= ? AND position < ? ORDER BY position`,
    )
    .raw();
  const name = db.prepare<[number], string>('SELECT name FROM streams WHERE first = ?').pluck();
  const names = db
    .prepare<unknown[], [number, string]>(
      'SELECT first, name FROM streams WHERE first >= ? AND first < ? AND first % ? = ?',
    )
    .raw();
  return {
    of: (stream, events) => of.iterate(stream, events),
    between: (from, upTo, part, parts) => {
      const rows = between.all(from, upTo, parts, part);
      for (const row of rows) row[ID] = withDashes(row[ID]);
      return rows;
    },
    named: (from, upTo) => named.all(from, upTo),
    passed: (from, upTo) => passed.all(from, upTo),
    nameOf: (stream) => name.get(stream),
    namesBetween: (from, upTo, part, parts) => names.all(from, upTo, parts, part),
    close: () => db.close(),
  };
};
