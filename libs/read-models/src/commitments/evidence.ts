import { pageOfList } from '../rows/kept-apart.js';
import type { RowsAt } from '../rows/rows-at.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../page-size.js';
import { commitments } from './projection.js';
import { amendedEvidence, amendmentsOf, type GivenEvidence } from './amended.js';

export interface EvidenceList {
  readonly commitment: string;
  readonly position: number;
  /** In the order in which it was given. */
  readonly items: readonly GivenEvidence[];
  /** Pass it as `after` to get the next page; missing on the last page. */
  readonly next?: string;
}

/** `undefined` when there is no such commitment. */
export const evidenceList = async (
  { reader, position }: RowsAt,
  commitment: string,
  { after, limit = DEFAULT_PAGE_SIZE }: { after?: string; limit?: number } = {},
): Promise<EvidenceList | undefined> => {
  if (!(await reader.get(commitments, commitment))?.registered) return undefined;
  const most = Math.min(Math.max(limit, 1), MAX_PAGE_SIZE);
  const page = { limit: most + 1, ...(after !== undefined && { after }) };
  const found = await pageOfList(reader, commitments, commitment, 'evidence', page);
  const shown = found.slice(0, most);
  return {
    commitment,
    position,
    items: amendedEvidence(
      shown.map(({ entry }) => entry),
      await amendmentsOf(reader, commitment),
    ),
    ...(found.length > most && { next: shown.at(-1)!.place }),
  };
};
