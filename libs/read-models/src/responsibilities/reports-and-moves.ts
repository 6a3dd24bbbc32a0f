import { cut } from '@jwg/domain';
import { amended } from '../commitments/amended.js';
import { dueMoves, knownBy } from '../commitments/due-course.js';
import { commitments } from '../commitments/projection.js';
import type { CommitmentRow } from '../commitments/row.js';
import { wholeLists } from '../rows/kept-apart.js';
import type { RowReader } from '../rows/reader.js';

/** What was last reported on a commitment, as it was corrected since. */
export interface LastReport {
  /** The day, as precisely as it is known. */
  readonly on: string;
  /** Its first three hundred characters. */
  readonly narrative: string;
  readonly percent?: number;
  readonly side: string;
  readonly position: number;
}

const SHOWN = 300;

/** Of each of these commitments, what was last reported, and how often the due date moved. */
export const reportsAndMoves = async (
  reader: RowReader,
  rows: readonly CommitmentRow[],
): Promise<(id: string) => { lastReport?: LastReport; dueMoves: number }> => {
  const ids = rows.map(({ id }) => id);
  const [reports, amendments, dues, setRight] = await Promise.all([
    wholeLists(reader, commitments, ids, 'reports'),
    wholeLists(reader, commitments, ids, 'amendments'),
    wholeLists(reader, commitments, ids, 'dueHistory'),
    wholeLists(reader, commitments, ids, 'setRight'),
  ]);
  return (id) => {
    const last = amended(reports.get(id) ?? [], amendments.get(id) ?? []).at(-1);
    const moves = dueMoves(knownBy(dues.get(id) ?? [], setRight.get(id) ?? []));
    if (!last) return { dueMoves: moves };
    const { occurredAt, narrative, percent, side, position } = last;
    const told = { on: occurredAt.value, narrative: cut(narrative, SHOWN), side, position };
    return { dueMoves: moves, lastReport: { ...told, ...(percent !== undefined && { percent }) } };
  };
};
