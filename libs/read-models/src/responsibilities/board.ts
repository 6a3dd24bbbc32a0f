import { compareIds } from '@jwg/domain';
import type { RowsAt } from '../rows/rows-at.js';
import { commitments } from '../commitments/projection.js';
import type { CommitmentRow } from '../commitments/row.js';
import { dueDay } from '../commitments/due.js';
import { summaryOf, type CommitmentSummary } from '../commitments/summary.js';
import { isUnfinished } from '../commitments/flags.js';
import { flagContextOf } from '../commitments/flag-context.js';
import { answerFor, namesOf } from '../forums/succession.js';
import { responsibilities } from './projection.js';

/** An institution's unfinished commitments: overdue first, then by the day they are due, undated ones last. */
export interface Board {
  readonly institution: string;
  readonly position: number;
  readonly lead: readonly CommitmentSummary[];
  readonly support: readonly CommitmentSummary[];
  /**
   * Its other commitments: those that it no longer owes, or does not owe yet. `closed`: superseded, withdrawn, lapsed
   * or not adopted.
   */
  readonly counts: { readonly completed: number; readonly closed: number; readonly proposed: number };
}

export const board = async ({ reader, position, on }: RowsAt, institution: string): Promise<Board> => {
  const parts = await reader.find(responsibilities, { institution: { in: await namesOf(reader, institution) } });
  const ids = [...new Set(parts.map(({ commitment }) => commitment))];
  const found = (await reader.getMany(commitments, ids)).filter(({ registered }) => registered !== undefined);
  const around = await flagContextOf(reader, found);
  const rows = found.filter(({ forum, lead, support }) =>
    answerFor(around.forums.get(forum), [...lead, ...support]).includes(institution),
  );
  const owed = rows
    .filter((row) => isUnfinished(row) && row.adoption !== 'proposed')
    .map((row) => ({ summary: summaryOf(row, around, on), day: dueDay(row, around) ?? NEVER }))
    .map((it) => ({ ...it, overdue: it.summary.flags.includes('overdue') }))
    .sort(
      (a, b) =>
        Number(b.overdue) - Number(a.overdue) ||
        (a.day < b.day ? -1 : a.day > b.day ? 1 : compareIds(a.summary.id, b.summary.id)),
    )
    .map(({ summary }) => summary);
  return {
    institution,
    position,
    lead: owed.filter(({ lead }) => lead.includes(institution)),
    support: owed.filter(({ lead, support }) => support.includes(institution) && !lead.includes(institution)),
    counts: countsOf(rows),
  };
};

const NEVER = '9999-12-31';

const countsOf = (rows: readonly CommitmentRow[]): Board['counts'] => {
  const proposed = rows.filter((row) => isUnfinished(row) && row.adoption === 'proposed').length;
  const over = rows.filter((row) => !isUnfinished(row));
  const completed = over.filter(({ status }) => status === 'completed').length;
  return { completed, closed: over.length - completed, proposed };
};
