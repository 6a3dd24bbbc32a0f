import type { RowsAt } from '../rows/rows-at.js';
import { flagContextOf } from './flag-context.js';
import { inOrder } from './in-order.js';
import { summaryOf, type CommitmentSummary } from './summary.js';

/** A commitment as lists show it, and where the log has its beginning. */
export interface BegunCommitment extends CommitmentSummary {
  /** The position of the event that registered it. */
  readonly begun: number;
}

/** So many rows are in memory at one time. */
const CHUNK = 200;

/** All commitments that a forum deals with, or all of the ledger, after one of them: in the order of their ids' numbers. */
export async function* commitmentsAfter(
  { reader, on }: RowsAt,
  { forum, after }: { readonly forum?: string; readonly after?: string },
): AsyncGenerator<readonly BegunCommitment[], void, undefined> {
  for await (const { rows } of inOrder(reader, { forum }, CHUNK, after)) {
    const around = await flagContextOf(reader, rows);
    yield rows.flatMap((row) =>
      row.registered === undefined ? [] : [{ ...summaryOf(row, around, on), begun: row.registered.position }],
    );
  }
}
