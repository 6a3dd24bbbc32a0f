import { wholeLists } from '../rows/kept-apart.js';
import type { RowReader } from '../rows/reader.js';
import { countedMentions } from './flag-context.js';
import type { Course } from './matrix-cells.js';
import { commitments } from './projection.js';
import type { CommitmentRow } from './row.js';

/** The way of each of these commitments, by its id. */
export const coursesOf = async (reader: RowReader, rows: readonly CommitmentRow[]): Promise<(id: string) => Course> => {
  const ids = rows.map(({ id }) => id);
  const [mentions, history, dues, setRight] = await Promise.all([
    countedMentions(reader, rows),
    wholeLists(reader, commitments, ids, 'history'),
    wholeLists(reader, commitments, ids, 'dueHistory'),
    wholeLists(reader, commitments, ids, 'setRight'),
  ]);
  return (id) => ({
    mentions: mentions.get(id) ?? [],
    history: history.get(id) ?? [],
    dues: dues.get(id) ?? [],
    setRight: setRight.get(id) ?? [],
  });
};
