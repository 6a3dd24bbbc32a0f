import { sees, type Viewer } from '@jwg/domain';
import type { EventStore } from '@jwg/event-sourcing';
import type { RowsAt } from '../rows/rows-at.js';
import { momentOf, type AsOf } from './moment.js';
import { projections } from './projections.js';
import { eventsOf, inOrderOfOccurrence, onSignedRecord } from './refold.js';
import { foldedRows } from '../rows/folded-rows.js';
import type { Rows } from '../rows/open-rows.js';

export interface Question extends AsOf {
  /** Count only what rests on a signed record. */
  readonly signedOnly?: boolean;
  /** Whose events are looked at by occurrence and by signature; without it all forums', which takes longer. */
  readonly forum?: string;
  /** ISO 8601, UTC. */
  readonly now: string;
  /** Through whose eyes: the answer is as if what they may not see had never been recorded. Without one, everybody's. */
  readonly viewer?: Viewer;
}

/**
 * Rows as they were at a moment. By what was recorded: from the temporal rows. By what had happened, or by what is
 * signed: from a fold of the forum's streams, as far as the read models know them; the rules are the same.
 *
 * @throws BadAsOf  the moment cannot be asked for
 */
export const rowsAt = async (
  rows: Pick<Rows, 'at' | 'position'>,
  store: Pick<EventStore, 'readStream'>,
  { now, forum, signedOnly = false, viewer = {}, ...asOf }: Question,
): Promise<RowsAt> => {
  const latest = await rows.position(...projections);
  const present = rows.at(latest, viewer);
  const { position, on, until } = await momentOf(present, latest, now, asOf);
  if (until === undefined && !signedOnly) return { reader: rows.at(position, viewer), position, on };
  const known = (await eventsOf(present, store, forum)).filter((it) => it.position <= position && sees(viewer, it));
  const happened = until === undefined ? known : inOrderOfOccurrence(known, until);
  const counted = signedOnly ? onSignedRecord(happened) : happened;
  return { reader: foldedRows(counted, projections), position, on };
};
