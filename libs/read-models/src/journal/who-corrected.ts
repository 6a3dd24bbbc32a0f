import { acting } from '@jwg/domain';
import { orderOf, type Entered } from '../events/citation.js';
import type { RowsAt } from '../rows/rows-at.js';
import type { CorrectionPart } from '../sessions/parts.js';
import { entriesOf, type JournalEntry } from './entry.js';
import { journal, journalKey } from './projection.js';
import { positionsOf } from './set-right-links.js';

/** Who made an entry, and when it was recorded. */
export interface Author extends Pick<Entered, 'by' | 'enteredBy'> {
  readonly recordedAt: string;
}

/** A correction with who made it, and where the entry stands that it corrects. */
export interface ShownCorrection extends CorrectionPart, Partial<Author> {
  /** The position of the entry; missing where it is not near. */
  readonly correctsAt?: number;
}

/** Corrections of entries of one session, each with its author and the position of what it corrects. */
export const withAuthors = async <C extends CorrectionPart>(
  at: Pick<RowsAt, 'reader' | 'store'>,
  session: string,
  corrections: readonly C[],
): Promise<(C & ShownCorrection)[]> => {
  if (corrections.length === 0) return [];
  const { reader, store } = at;
  const rows = await reader.getMany(
    journal,
    corrections.map((it) => journalKey(session, orderOf(it))),
  );
  const [entries, places] = await Promise.all([
    entriesOf(store, session, rows),
    positionsOf(
      at,
      session,
      corrections.map(({ corrects }) => corrects),
    ),
  ]);
  const authors = new Map(entries.map((it) => [it.eventId, it]));
  return corrections.map((it) => {
    const entry = authors.get(it.eventId);
    const correctsAt = places.get(it.corrects);
    return { ...it, ...(entry && authorOf(entry)), ...(correctsAt !== undefined && { correctsAt }) };
  });
};

export const authorOf = ({ actor, recordedAt }: Pick<JournalEntry, 'actor' | 'recordedAt'>): Author => {
  const { side, institution } = acting(actor);
  return {
    ...(side !== undefined && { by: { side, ...(institution !== undefined && { institution }) } }),
    enteredBy: { role: actor.role },
    recordedAt,
  };
};
