import { sees, setRight, type Viewer } from '@jwg/domain';
import type { EventStore } from '@jwg/event-sourcing';
import type { RowsAt } from '../rows/rows-at.js';
import { momentOf, type AsOf } from './moment.js';
import { answering, projections } from './projections.js';
import { eventsOf, inOrderOfOccurrence, onSignedRecord } from './refold.js';
import { foldedRows } from '../rows/folded-rows.js';
import type { Rows } from '../rows/open-rows.js';

export interface Question extends AsOf {
  /** Count only what is in a signed record. */
  readonly signedOnly?: boolean;
  /**
   * The forum whose events are folded by occurrence and by signature. Without it all forums' are, which takes longer.
   */
  readonly forum?: string;
  /** ISO 8601, UTC. */
  readonly now: string;
  /**
   * Through whose eyes: the answer is as if events hidden from the viewer had never been recorded. Default:
   * everybody's.
   */
  readonly viewer?: Viewer;
  /** Words are looked for. Other questions do not wait for the index of words. */
  readonly isSearch?: boolean;
}

/**
 * Rows as they were at a moment. By recording, they come from the temporal rows. By occurrence or by signature, they
 * come from a fold of the forum's streams, as far as the read models know them. The rules are the same.
 *
 * @throws BadAsOf  the question for this moment cannot be answered
 */
export const rowsAt = async (
  rows: Pick<Rows, 'at' | 'position'>,
  store: Pick<EventStore, 'readStream'>,
  { now, forum, signedOnly = false, viewer = {}, isSearch = false, ...asOf }: Question,
): Promise<RowsAt> => {
  const needed = isSearch ? projections : answering;
  const latest = await rows.position(...needed);
  const present = rows.at(latest, viewer);
  const { position, on, until } = await momentOf(present, latest, now, asOf);
  if (until === undefined && !signedOnly) return { reader: rows.at(position, viewer), store, position, on };
  // By recording, nothing that came later may add a stream: the answer as of a position is the same for ever.
  const among = until === undefined ? rows.at(position, viewer) : present;
  const known = (await eventsOf(among, store, forum)).filter((it) => it.position <= position && sees(viewer, it));
  // What was set right by then was never otherwise.
  const right = setRight(known);
  const happened = until === undefined ? right : inOrderOfOccurrence(right, until);
  const counted = signedOnly ? onSignedRecord(happened) : happened;
  return { reader: foldedRows(counted, needed), store, position, folded: counted, on };
};
