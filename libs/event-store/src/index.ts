export { openMemoryEventStore } from './memory/memory-event-store.js';
export { openSqliteEventStore, type SqliteEventStoreOptions } from './sqlite/sqlite-event-store.js';
export {
  FolderNotWritable,
  LedgerDamaged,
  LedgerInUse,
  LedgerMissing,
  LedgerTooNew,
  NotALedger,
} from './sqlite/refusals.js';
