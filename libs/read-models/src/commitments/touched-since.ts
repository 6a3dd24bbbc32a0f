import { idOf } from '@jwg/event-sourcing';
import { isOf, type Recorded } from '../events/citation.js';
import { journal } from '../journal/projection.js';
import type { RowsAt } from '../rows/rows-at.js';
import { commitments } from './projection.js';

/**
 * The commitments whose rows may have changed. `any`: it may be every one; `names`: so may texts as they were before,
 * since a name is left out of them from now on.
 */
export type Touched = ReadonlySet<string> | 'any' | 'names';

/** More events than these are not looked at one by one. */
const MOST = 500;

/** What the events after a position touched, of those that the viewer sees. */
export const touchedSince = async (since: number, { reader, store, position }: RowsAt): Promise<Touched> => {
  const range = { position: { atLeast: since + 1, atMost: position } };
  const events = await reader.find(journal, range, { by: 'position', limit: MOST + 1 });
  const has = (type: Recorded['type']) => events.some((it) => it.type === type);
  if (has('PersonForgotten')) return 'names';
  // What a statement did counts no more, without an event of the commitments that it named.
  if (events.length > MOST || has('RecordAnnulled')) return 'any';
  const named = events.map(async ({ stream, revision }) => {
    if (!isOf('session', { stream })) return isOf('commitment', { stream }) ? [idOf(stream)] : [];
    const [event] = await store.readStream(stream, revision, 1);
    return commitments.keys(event as Recorded);
  });
  return new Set((await Promise.all(named)).flat());
};
