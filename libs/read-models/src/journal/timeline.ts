import type { RowsAt } from '../rows/rows-at.js';
import { orderOf } from '../events/citation.js';
import { commitments } from '../commitments/projection.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../page-size.js';
import { journal, journalKey, type JournalRow } from './projection.js';

/** Every event about one forum, session or commitment, from all streams, in order. */
export interface Timeline {
  readonly subject: string;
  readonly position: number;
  /** `rule`: the transition by which the event moved the commitment. */
  readonly entries: readonly (JournalRow & { rule?: string })[];
  /** Pass it as `after` to get the next page; missing on the last page. */
  readonly next?: number;
}

export const timeline = async (
  { reader, position }: RowsAt,
  subject: string,
  { after, limit = DEFAULT_PAGE_SIZE }: { after?: number; limit?: number } = {},
): Promise<Timeline> => {
  const most = Math.min(Math.max(limit, 1), MAX_PAGE_SIZE);
  const [events, commitment] = await Promise.all([
    reader.find(
      journal,
      { subject },
      {
        by: 'position',
        limit: most + 1,
        ...(after !== undefined && { after: [after, journalKey(subject, after)] as const }),
      },
    ),
    reader.get(commitments, subject),
  ]);
  const rules = new Map(commitment?.history.map(({ eventId, rule }) => [eventId, rule]));
  const shown = events.slice(0, most);
  return {
    subject,
    position,
    entries: shown.map((entry) => {
      const rule = rules.get(entry.eventId);
      return rule === undefined ? entry : { ...entry, rule };
    }),
    ...(events.length > most && { next: orderOf(shown.at(-1)!) }),
  };
};
