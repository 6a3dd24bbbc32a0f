import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  LedgerError,
  StoreOverloaded,
  StoreUnavailable,
  type AppendListener,
  type Cursor,
  type EventStore,
  type LastEvent,
  type StoredEvent,
  type StoreHealth,
  type Write,
} from '@jwg/event-sourcing';
import { encode, type EncodedWrite } from '../encode.js';
import { bookmarkIn, isOf } from './cursors.js';
import { checkLedger, createLedger } from './ledger-file.js';
import { LedgerReader } from './ledger-reader.js';
import { LedgerWriter, spoilsTransaction } from './ledger-writer.js';
import { lockFolder } from './lock-folder.js';
import { openForReading } from './open-for-reading.js';
import { RecentEvents } from './recent-events.js';
import { LedgerMissing } from './refusals.js';
import { sqliteCode } from './sqlite-code.js';
import { StillThere } from './still-there.js';
import { makeFolder, mustBeWritable } from './writable-folder.js';

export interface SqliteEventStoreOptions {
  /** The data folder; created when missing. It holds the ledger as the file `ledger.db`. */
  readonly folder: string;
  /** For a program that reads beside the running server: takes no lock, creates nothing, refuses appends. */
  readonly readOnly?: boolean;
  /** The number of waiting appends above which the store answers `StoreOverloaded`. Default 10,000. */
  readonly maxWaiting?: number;
}

export const MAX_WAITING = 10_000;

/**
 * Opens the ledger in a folder: for the one process that writes it, or read-only beside that process.
 *
 * @throws LedgerInUse    another process writes here
 * @throws LedgerMissing  read-only, and there is no ledger
 * @throws FolderNotWritable  to write; or it can be neither read nor made
 * @throws NotALedger     a file of another kind or of another program is in the way
 * @throws LedgerDamaged
 * @throws LedgerTooNew   written by a newer version of this program
 */
export const openSqliteEventStore = ({
  folder,
  readOnly = false,
  maxWaiting = MAX_WAITING,
}: SqliteEventStoreOptions): EventStore => {
  const file = join(folder, 'ledger.db');
  const opened: { close(): void }[] = [];
  const open = <T extends { close(): void }>(part: T): T => (opened.push(part), part);
  const closeAll = () => opened.reverse().forEach((part) => part.close());
  try {
    if (readOnly && !existsSync(file)) throw new LedgerMissing(file);
    if (!readOnly) {
      makeFolder(folder);
      mustBeWritable(folder, ['lock.db', 'ledger.db', 'ledger.db-wal', 'ledger.db-shm']);
      open(lockFolder(folder));
      if (!existsSync(file)) createLedger(file);
    }
    checkLedger(file);
    const writing = readOnly ? undefined : open(connectToWrite(file));
    const reading = open(connectToRead(file));
    return new SqliteEventStore(file, reading, writing, maxWaiting, closeAll);
  } catch (error) {
    closeAll();
    throw error;
  }
};

const connectToRead = (file: string): Database.Database => {
  const db = openForReading(file);
  db.pragma(CACHE);
  return db;
};

const connectToWrite = (file: string): Database.Database => {
  const db = new Database(file, { fileMustExist: true, timeout: 1000 });
  db.pragma(CACHE);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('wal_autocheckpoint = 1000');
  // A long reader lets the log grow; when it has left, the log shrinks to what an automatic checkpoint leaves.
  db.pragma('journal_size_limit = 4194304');
  return db;
};

const CACHE = 'cache_size = -65536';

interface WaitingAppend {
  readonly writes: readonly EncodedWrite[];
  resolve(stored: StoredEvent[]): void;
  reject(error: unknown): void;
}

class SqliteEventStore implements EventStore {
  private readonly reader: LedgerReader;
  private readonly commit: ((group: readonly WaitingAppend[]) => Verdicts) | undefined;
  private readonly listeners = new Set<AppendListener>();
  private waiting: WaitingAppend[] = [];
  private readonly files: StillThere;
  /** The last event that this process has seen on the disk. */
  private known: LastEvent | undefined;
  /** Missing where another process writes. */
  private readonly recent: RecentEvents | undefined;
  private closed = false;

  constructor(
    file: string,
    reading: Database.Database,
    writing: Database.Database | undefined,
    private readonly maxWaiting: number,
    private readonly closeAll: () => void,
  ) {
    this.reader = new LedgerReader(reading);
    this.commit = writing && groupCommit(writing);
    this.recent = writing && new RecentEvents();
    this.known = this.reader.last();
    this.files = new StillThere(file, () => this.known);
  }

  async append(writes: readonly Write[]): Promise<StoredEvent[]> {
    this.refuseWhenClosed();
    if (!this.commit) throw new StoreUnavailable('This ledger was opened read-only: append through the running server');
    if (this.waiting.length >= this.maxWaiting)
      throw new StoreOverloaded(`${this.maxWaiting} appends wait already: come back later`);
    const encoded = writes.map(encode);
    return new Promise((resolve, reject) => {
      if (this.waiting.push({ writes: encoded, resolve, reject }) === 1) setImmediate(() => this.flush());
    });
  }

  async readStream(stream: string, from = 0, limit?: number): Promise<StoredEvent[]> {
    return this.read(() => {
      const recent = limit === undefined ? this.recent?.ofStream(stream, from) : undefined;
      if (recent) return recent;
      const events = this.reader.readStream(stream, from, limit);
      // Events in the middle of a stream do not tell where it ends, and neither does a read from beyond its end.
      if (limit === undefined && (from === 0 || events.length > 0))
        this.recent?.hasLength(stream, from + events.length);
      return events;
    });
  }

  async lengthOf(stream: string): Promise<number> {
    return this.read(() => this.recent?.lengthOf(stream) ?? this.reader.lengthOf(stream));
  }

  async readAll(after: Cursor | undefined, limit: number): Promise<StoredEvent[]> {
    return this.read(() => this.recentAfter(after, limit) ?? this.reader.readAll(after, limit));
  }

  async positionOf(cursor: Cursor): Promise<number> {
    return this.read(() => this.reader.positionOf(cursor));
  }

  async last(): Promise<LastEvent | undefined> {
    return this.read(() => this.reader.last());
  }

  watch(listener: AppendListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  health(): StoreHealth {
    return this.files.health;
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.flush();
    this.closeAll();
  }

  /**
   * Writes all appends of one turn of the event loop in one transaction. They share one disk sync; each has its own
   * verdict.
   */
  private flush(): void {
    const group = this.waiting;
    if (group.length === 0) return;
    this.waiting = [];
    try {
      this.files.require();
      const { settle, stored, first, last, newest } = this.commit!(group);
      this.files.require(); // what is not on the disk is not acknowledged
      if (newest) this.known = { position: newest.position, cursor: newest.cursor, recordedAt: newest.recordedAt };
      this.recent?.wrote(
        first,
        stored.map((events, n) => ({ events, writes: group[n]!.writes })),
      );
      settle.forEach((deliver) => deliver());
      this.listeners.forEach((listener) => listener(last));
    } catch (error) {
      this.recent?.forget(); // what the disk has now is unknown
      const unavailable =
        error instanceof LedgerError
          ? error
          : new StoreUnavailable(`The ledger could not be written: ${String(error)}`, { cause: error });
      for (const { reject } of group) reject(unavailable);
    }
  }

  private recentAfter(after: Cursor | undefined, limit: number): StoredEvent[] | undefined {
    if (after === undefined || !Number.isSafeInteger(limit) || limit < 1) return undefined;
    const bookmark = bookmarkIn(after);
    return this.recent?.after(bookmark.position, (id) => isOf(bookmark, id), limit);
  }

  private read<T>(question: () => T): T {
    this.refuseWhenClosed();
    this.files.requireLately();
    try {
      return question();
    } catch (error) {
      if (!sqliteCode(error)) throw error;
      throw new StoreUnavailable(`The ledger could not be read: ${String(error)}`, { cause: error });
    }
  }

  private refuseWhenClosed(): void {
    if (this.closed) throw new StoreUnavailable('The store is closed');
  }
}

interface Verdicts {
  readonly settle: readonly (() => void)[];
  /** The events of each append; none of one that was refused. */
  readonly stored: readonly (readonly StoredEvent[])[];
  /** The position of the first event that was written, if one was. */
  readonly first: number;
  /** The position of the ledger's last event. */
  readonly last: number;
  /** The ledger's last event, if it is among those that were written. */
  readonly newest: StoredEvent | undefined;
}

/** Verdicts are delivered only after COMMIT has succeeded. When COMMIT fails, SQLite has rolled everything back. */
const groupCommit = (db: Database.Database) => {
  const writer = new LedgerWriter(db);
  const verdict = ({ writes, resolve, reject }: WaitingAppend) => {
    try {
      const stored = writer.append(writes);
      return { stored, settle: () => resolve(stored) };
    } catch (error) {
      if (spoilsTransaction(error)) throw error;
      return { stored: [], settle: () => reject(error) };
    }
  };
  return db.transaction((group: readonly WaitingAppend[]): Verdicts => {
    writer.begin();
    const first = writer.last + 1;
    const verdicts = group.map(verdict);
    const { last } = writer;
    const stored = verdicts.map((it) => it.stored);
    const newest = stored.map((events) => events.at(-1)).find((event) => event?.position === last);
    return { settle: verdicts.map((it) => it.settle), stored, first, last, newest };
  }).immediate;
};
