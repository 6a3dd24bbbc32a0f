export { openRows, type Rows, type StoredCheckpoint } from './rows/open-rows.js';
export { projectionFollower, rebuild } from './rows/projection-follower.js';
export { foldedRows } from './rows/folded-rows.js';
export { ProjectionOutdated, type Generation } from './rows/generations.js';
export { ReadModelsDamaged, ReadModelsMissing } from './rows/read-models-damaged.js';
export type { PostgresPlace } from './rows/postgres-pool.js';
export { RowsBeingRebuilt } from './rows/live-generations.js';
export type { RowReader } from './rows/reader.js';
export type { Condition, Page, Value, Where } from './rows/values.js';
