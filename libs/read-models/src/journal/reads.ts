import type { Metadata, ReadEvent } from '@jwg/domain';
import type { EventStore, StoredEvent } from '@jwg/event-sourcing';
import { MAX_PAGE_SIZE } from '../page-size.js';
import type { RowsAt } from '../rows/rows-at.js';
import type { JournalRow } from './projection.js';
import { ALL_READS, ofForum, OF_THE_LEDGER } from './read-subjects.js';
import { rowsAbout, type TimelineAsked } from './rows-about.js';

type Recorded = StoredEvent<ReadEvent, Metadata>;

interface ReadsAsked extends Pick<TimelineAsked, 'after' | 'order'> {
  readonly forum?: string;
  readonly limit: number;
}

/** In the order asked for, after a position; of a forum with those of the whole ledger, which has the forum in it. */
export const readsAfter = async (
  { reader, store }: RowsAt,
  { forum, after, order, limit }: ReadsAsked,
): Promise<readonly Recorded[]> => {
  const most = Math.min(limit, MAX_PAGE_SIZE + 1);
  const subjects = forum === undefined ? [ALL_READS] : [ofForum(forum), OF_THE_LEDGER];
  const rows = await Promise.all(subjects.map((it) => rowsAbout(reader, it, { after, order }, most)));
  const sign = order === 'newest' ? -1 : 1;
  const first = rows.flat().sort((one, other) => sign * (one.position - other.position));
  const found = await eventsOf(store, first.slice(0, most));
  return found.sort((one, other) => sign * (one.position - other.position));
};

/** A stream's rows of a page follow each other, but for those of other forums. */
const eventsOf = async (store: Pick<EventStore, 'readStream'>, rows: readonly JournalRow[]): Promise<Recorded[]> => {
  const found: Recorded[] = [];
  for (const [stream, its] of Map.groupBy(rows, (row) => row.stream)) {
    const revisions = its.map(({ revision }) => revision);
    const from = Math.min(...revisions);
    found.push(...((await store.readStream(stream, from, Math.max(...revisions) - from + 1)) as Recorded[]));
  }
  return found;
};
