import type { Metadata, ReadEvent } from '@jwg/domain';
import type { EventStore, StoredEvent } from '@jwg/event-sourcing';
import { MAX_PAGE_SIZE } from '../page-size.js';
import type { RowsAt } from '../rows/rows-at.js';
import type { JournalRow } from './projection.js';
import { ALL_READS, ofForum, OF_THE_LEDGER } from './read-subjects.js';
import { rowsAbout } from './rows-about.js';

type Recorded = StoredEvent<ReadEvent, Metadata>;

/** In the order of the log, after a position; of a forum with those of the whole ledger, which has the forum in it. */
export const readsAfter = async (
  { reader, store }: RowsAt,
  { forum, after, limit }: { readonly forum?: string; readonly after?: number; readonly limit: number },
): Promise<readonly Recorded[]> => {
  const most = Math.min(limit, MAX_PAGE_SIZE + 1);
  const subjects = forum === undefined ? [ALL_READS] : [ofForum(forum), OF_THE_LEDGER];
  const rows = await Promise.all(subjects.map((it) => rowsAbout(reader, it, { after }, most)));
  const first = rows.flat().sort((one, other) => one.position - other.position);
  return eventsOf(store, first.slice(0, most));
};

/** A stream's rows of a page follow each other, but for those of other forums. */
const eventsOf = async (
  store: Pick<EventStore, 'readStream'>,
  rows: readonly JournalRow[],
): Promise<readonly Recorded[]> => {
  const found: Recorded[] = [];
  for (const [stream, its] of Map.groupBy(rows, (row) => row.stream)) {
    const from = its[0]!.revision;
    found.push(...((await store.readStream(stream, from, its.at(-1)!.revision - from + 1)) as Recorded[]));
  }
  return found.sort((one, other) => one.position - other.position);
};
