export * from './circumstances.js';
export { digestOf, UnfitEvent } from './envelope.js';
export { Ledger, type LedgerStoredEvent, type Receipt } from './ledger.js';
export { carryOut } from './policies.js';
export { Platform, type Progress, type Settings } from './platform.js';
export { PlatformModule } from './platform.module.js';
