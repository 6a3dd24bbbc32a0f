import { dueDay } from '../commitments/due.js';
import { flagContextOf } from '../commitments/flag-context.js';
import { isUnfinished, silentFor } from '../commitments/flags.js';
import { inOrder } from '../commitments/in-order.js';
import { summaryOf, type CommitmentSummary } from '../commitments/summary.js';
import { MAX_PAGE_SIZE } from '../page-size.js';
import type { RowsAt } from '../rows/rows-at.js';

/** How one commitment stands at one moment. */
export interface Stand {
  readonly summary: CommitmentSummary;
  readonly unfinished: boolean;
  /** The day on which it is due, as far as that is known. */
  readonly dueDay?: string;
  /** The sessions of its forum that concluded without naming it since it was last named. */
  readonly silentIn: readonly string[];
}

/** Every commitment that a forum deals with, in the order of the list. */
export const standsIn = async ({ reader, on }: RowsAt, forum: string): Promise<Stand[]> => {
  const stands: Stand[] = [];
  for await (const { rows } of inOrder(reader, { forum }, MAX_PAGE_SIZE)) {
    const known = rows.filter(({ registered }) => registered !== undefined);
    const around = await flagContextOf(reader, known);
    for (const row of known) {
      const unfinished = isUnfinished(row);
      const day = dueDay(row, around);
      stands.push({
        summary: summaryOf(row, around, on),
        unfinished,
        ...(day !== undefined && { dueDay: day }),
        silentIn: unfinished ? silentFor(row, around).map(({ id }) => id) : [],
      });
    }
  }
  return stands;
};
