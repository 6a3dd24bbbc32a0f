import { forumOf } from '@jwg/domain';
import { commitments } from '../commitments/projection.js';
import type { CommitmentRow } from '../commitments/row.js';
import type { RowReader } from '../rows/reader.js';
import { sessions } from '../sessions/projection.js';
import { numberIn } from '../sessions/numbers.js';
import type { SessionRow } from '../sessions/row.js';
import { dockets } from './projection.js';

/**
 * The sessions of a forum by number. So are the sittings of other forums that serve it too; those that have no number
 * here are where their days put them.
 */
export const sittingsOf = async (reader: RowReader, forum: string): Promise<SessionRow[]> => {
  const [own, joint] = await Promise.all([
    reader.find(sessions, { forum }, { by: 'ordinal', limit: 10_000 }),
    reader.find(sessions, { joint: 1 }),
  ]);
  const others = joint.filter(({ alsoServes }) => alsoServes.includes(forum));
  const all = [...own, ...others].filter(isThere).map((session) => ({ session, number: numberIn(session, forum) }));
  const counted = all.filter(({ number }) => number !== undefined).sort((a, b) => a.number! - b.number!);
  const uncounted = all.filter(({ number }) => number === undefined);
  const those = (some: typeof all) => some.map(({ session }) => session);
  return amongOwn(those(counted), those(uncounted));
};

/** A session that was annulled has a row, but was never there. */
const isThere = ({ phase }: SessionRow): boolean => phase !== 'unknown';

/** Sessions in the order of their numbers, and each of the others before the first of these that has a later day. */
export const amongOwn = (own: readonly SessionRow[], others: readonly SessionRow[]): SessionRow[] => {
  const rest = [...others].sort((a, b) => compare(dayOf(a), dayOf(b)) || compare(a.id, b.id));
  const placed = own.flatMap((session) => {
    const earlier = rest.findIndex((it) => dayOf(it) > dayOf(session));
    return [...rest.splice(0, earlier < 0 ? rest.length : earlier), session];
  });
  return [...placed, ...rest];
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const dayOf = ({ openedOn, heldNotAfter, plannedOn }: SessionRow): string =>
  openedOn ?? heldNotAfter ?? plannedOn ?? '9999';

/** The ids of other forums' commitments that came before this one: by referral, or in a sitting that served both. */
export const broughtBefore = async (reader: RowReader, forum: string): Promise<string[]> => {
  const joint = (await reader.find(sessions, { joint: 1 })).filter(
    (it) => it.forum === forum || it.alsoServes.includes(forum),
  );
  const found = await reader.find(dockets, { before: { in: [forum, ...joint.map(({ id }) => id)] } });
  return [...new Set(found.map(({ commitment }) => commitment))].filter((id) => forumOf(id) !== forum);
};

/** The commitments that a forum deals with: its own, and those that came before it. */
export const dealtWithBy = async (reader: RowReader, forum: string): Promise<CommitmentRow[]> => {
  const [own, others] = await Promise.all([
    reader.find(commitments, { forum }),
    broughtBefore(reader, forum).then((ids) => reader.getMany(commitments, ids)),
  ]);
  return [...own, ...others];
};
