import { compareIds } from '@jwg/domain';
import type { RowsAt } from '../rows/rows-at.js';
import { commitments } from '../commitments/projection.js';
import type { CommitmentRow } from '../commitments/row.js';
import { dueDay } from '../commitments/due.js';
import { summaryOf, type CommitmentSummary } from '../commitments/summary.js';
import { isUnfinished } from '../commitments/flags.js';
import { flagContextOf, type FlagContext } from '../commitments/flag-context.js';
import { lastDay } from '../events/dates.js';
import type { ForumRow } from '../forums/projection.js';
import { answerFor, namesOf } from '../forums/succession.js';
import { responsibilities } from './projection.js';
import { reportsAndMoves, type LastReport } from './reports-and-moves.js';

/**
 * An institution's unfinished commitments: overdue first, then by the day they are due, undated ones last. Of these,
 * the first is the one on which nobody has reported for the longest time.
 */
export interface Board {
  readonly institution: string;
  readonly position: number;
  /** The forums of these commitments, by id. */
  readonly forums: readonly Pick<ForumRow, 'id' | 'name'>[];
  readonly lead: readonly BoardItem[];
  readonly support: readonly BoardItem[];
  /**
   * Its other commitments: those that it no longer owes, or does not owe yet. `closed`: superseded, withdrawn, lapsed
   * or not adopted.
   */
  readonly counts: { readonly completed: number; readonly closed: number; readonly proposed: number };
}

export interface BoardItem extends CommitmentSummary {
  /** Why it stands where it stands: its day is past, its day is to come, or it has none. */
  readonly urgency: 'overdue' | 'due' | 'undated';
  /** How often its due date moved. */
  readonly dueMoves: number;
  /** Missing where nobody has reported on it. */
  readonly lastReport?: LastReport;
}

export const board = async ({ reader, position, on }: RowsAt, institution: string): Promise<Board> => {
  const parts = await reader.find(responsibilities, { institution: { in: await namesOf(reader, institution) } });
  const ids = [...new Set(parts.map(({ commitment }) => commitment))];
  const found = (await reader.getMany(commitments, ids)).filter(({ registered }) => registered !== undefined);
  const around = await flagContextOf(reader, found);
  const rows = found.filter(({ forum, lead, support }) =>
    answerFor(around.forums.get(forum), [...lead, ...support]).includes(institution),
  );
  const unfinished = rows.filter((row) => isUnfinished(row) && row.adoption !== 'proposed');
  const told = await reportsAndMoves(reader, unfinished);
  const owed = unfinished
    .map((row): Placed => {
      const summary = summaryOf(row, around, on);
      const day = dueDay(row, around);
      const urgency = summary.flags.includes('overdue') ? 'overdue' : day === undefined ? 'undated' : 'due';
      const { lastReport } = told(row.id);
      const since = day ?? lastDay(lastReport?.on ?? row.registered!.occurredAt.value.slice(0, 10));
      return { item: { ...summary, urgency, ...told(row.id) }, since };
    })
    .sort(byUrgency)
    .map(({ item }) => item);
  return {
    institution,
    position,
    forums: namesOfForums(owed, around),
    lead: owed.filter(({ lead }) => lead.includes(institution)),
    support: owed.filter(({ lead, support }) => support.includes(institution) && !lead.includes(institution)),
    counts: countsOf(rows),
  };
};

interface Placed {
  readonly item: BoardItem;
  /** The day that it is due, or since when nothing was reported. */
  readonly since: string;
}

const urgencies: readonly BoardItem['urgency'][] = ['overdue', 'due', 'undated'];

const byUrgency = (a: Placed, b: Placed): number =>
  urgencies.indexOf(a.item.urgency) - urgencies.indexOf(b.item.urgency) ||
  (a.since < b.since ? -1 : a.since > b.since ? 1 : compareIds(a.item.id, b.item.id));

const namesOfForums = (owed: readonly BoardItem[], { forums }: FlagContext): Board['forums'] =>
  [...new Set(owed.map(({ forum }) => forum))].sort().flatMap((id) => {
    const forum = forums.get(id);
    return forum ? [{ id, name: forum.name }] : [];
  });

const countsOf = (rows: readonly CommitmentRow[]): Board['counts'] => {
  const proposed = rows.filter((row) => isUnfinished(row) && row.adoption === 'proposed').length;
  const over = rows.filter((row) => !isUnfinished(row));
  const completed = over.filter(({ status }) => status === 'completed').length;
  return { completed, closed: over.length - completed, proposed };
};
