export { openMemoryEventStore } from './memory/memory-event-store.js';
export { openSqliteEventStore, type SqliteEventStoreOptions } from './sqlite/sqlite-event-store.js';
export { toStored } from './sqlite/ledger-reader.js';
export { openStoredRows, type StoredRow, type StoredRows } from './sqlite/stored-rows.js';
export {
  FolderNotWritable,
  LedgerDamaged,
  LedgerInUse,
  LedgerMissing,
  LedgerTooNew,
  NotALedger,
} from './sqlite/refusals.js';
export type { KurrentDbEventStoreOptions } from './kurrentdb/kurrentdb-event-store.js';
export { openKurrentDbEventStore } from './open-kurrentdb.js';
export { HistoryLost, MayNotReadLog, StreamWouldForget } from './kurrentdb/refusals.js';
