export { openMemoryEventStore } from './memory/memory-event-store.js';
export { openSqliteEventStore, type SqliteEventStoreOptions } from './sqlite/sqlite-event-store.js';
export { LedgerDamaged, LedgerInUse, LedgerMissing, LedgerTooNew, NotALedger } from './sqlite/refusals.js';
