import type { AnyProjection } from '@jwg/event-sourcing';
import { commitments } from './commitments/projection.js';
import { forums } from './forums/projection.js';
import { journal } from './journal/projection.js';
import { responsibilities } from './responsibilities/projection.js';
import { sessions } from './sessions/projection.js';
import { statements } from './sessions/statements.js';

/** Every read model, for those who follow, rebuild or check them. */
export const projections: readonly AnyProjection[] = [
  forums,
  sessions,
  statements,
  commitments,
  responsibilities,
  journal,
];

export { commitments, forums, journal, responsibilities, sessions, statements };
export * from './rows/open-rows.js';
export * from './rows/projection-follower.js';
export * from './rows/folded-rows.js';
export type { RowReader } from './rows/reader.js';
export type { Asked } from './asked.js';
export { flagNames, type Flag, type FlagName } from './flags.js';
export type { Did, StatementClass } from './verbs.js';
export { matrix, type Matrix } from './commitments/matrix.js';
