export * from './rows.js';

export { projections } from './as-of/projections.js';
export { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from './page-size.js';
export * from './as-of/as-of.js';
export * from './rows/rows-at.js';
export * from './as-of/bad-as-of.js';
export { flagNames, type Flag, type FlagName } from './commitments/flags.js';
export type { Citation } from './events/citation.js';
export type { WhatTheSessionDid, StatementClass } from './events/statement-kinds.js';

export { forums, type ForumRow } from './forums/projection.js';
export * from './forums/list.js';
export { sessions, type SessionRow } from './sessions/projection.js';
export { statements, type StatementRow } from './sessions/statements.js';
export * from './sessions/list.js';
export * from './sessions/record.js';
export { commitments } from './commitments/projection.js';
export type { CommitmentRow } from './commitments/row.js';
export type { CommitmentSummary } from './commitments/summary.js';
export { isSide } from './commitments/awaiting.js';
export * from './commitments/list.js';
export * from './commitments/matrix.js';
export * from './commitments/record.js';
export * from './commitments/silence.js';
export { responsibilities, type ResponsibilityRow } from './responsibilities/projection.js';
export * from './responsibilities/board.js';
export { journal, type JournalRow } from './journal/projection.js';
export * from './journal/timeline.js';
