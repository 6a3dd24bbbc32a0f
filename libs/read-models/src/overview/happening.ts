import type { OccurredAt } from '@jwg/domain';
import { idOf } from '@jwg/event-sourcing';
import { commitments } from '../commitments/projection.js';
import { titled, type Titled } from '../commitments/title.js';
import { entriesOf } from '../journal/entry.js';
import { journal } from '../journal/projection.js';
import type { RowsAt } from '../rows/rows-at.js';

/** One event in short; a timeline has the whole of it. */
export interface Happening extends Partial<Titled> {
  /** The forum, session or commitment that it is about; of a commitment with its title. */
  readonly subject: string;
  readonly type: string;
  readonly position: number;
  readonly occurredAt: OccurredAt;
  readonly recordedAt: string;
  /** The side that acted, if a side did. */
  readonly side?: string;
}

const LATEST = 20;

/** The latest events of the ledger, the latest first. */
export const latestEvents = async ({ reader, store }: RowsAt): Promise<Happening[]> => {
  const page = { by: 'position', descending: true, limit: LATEST };
  const rows = await reader.find(journal, { position: { atLeast: 0 } }, page);
  const subjects = rows.map(({ stream }) => idOf(stream));
  const known = new Map((await reader.getMany(commitments, [...new Set(subjects)])).map((row) => [row.id, row]));
  const each = await Promise.all(rows.map((row, n) => entriesOf(store, subjects[n]!, [row])));
  return each.flat().map(({ subject, type, position, occurredAt, recordedAt, side }) => {
    const row = known.get(subject);
    return {
      subject,
      ...(row && titled(row)),
      type,
      position,
      occurredAt,
      recordedAt,
      ...(side !== undefined && { side }),
    };
  });
};
