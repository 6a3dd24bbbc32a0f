import { sessionOf } from '@jwg/domain';
import { positionsOf } from '../journal/set-right-links.js';
import { withAuthors } from '../journal/who-corrected.js';
import type { RowsAt } from '../rows/rows-at.js';
import { correctionsOf } from '../sessions/statements.js';
import type { SetRight } from './amendment.js';
import type { Act } from './row.js';

/** With the positions of the entries that were wrong; missing where they are not near. */
export interface PlacedSetRight extends SetRight {
  readonly correctsAt?: number;
  readonly withdrawsAt?: readonly number[];
}

/** What was corrected in the statements of these acts, session by session. */
export const correctionsIn = async (at: RowsAt, acts: readonly Act[]) => {
  const all = await correctionsOf(
    at.reader,
    acts.map(({ eventId }) => eventId),
  );
  const bySession = Map.groupBy(all, ({ statement }) => sessionOf(statement));
  return (await Promise.all([...bySession].map(([session, some]) => withAuthors(at, session, some)))).flat();
};

/** What was set right, with where the entries are that were wrong. */
export const withPlaces = async (at: RowsAt, id: string, setRight: readonly SetRight[]): Promise<PlacedSetRight[]> => {
  const wrong = setRight.flatMap(({ corrects, withdraws = [] }) => [...(corrects ? [corrects] : []), ...withdraws]);
  const places = wrong.length > 0 ? await positionsOf(at, id, wrong) : new Map<string, number>();
  return setRight.map((it) => {
    const correctsAt = it.corrects && places.get(it.corrects);
    const withdrawsAt = (it.withdraws ?? []).flatMap((wrongId) => places.get(wrongId) ?? []);
    return {
      ...it,
      ...(typeof correctsAt === 'number' && { correctsAt }),
      ...(withdrawsAt.length > 0 && { withdrawsAt }),
    };
  });
};
