import { forumOf, ordinalOf } from '@jwg/domain';
import type { RowReader } from '../rows/reader.js';
import { sessions } from './projection.js';
import type { SessionRow } from './row.js';

/** The number that a session has in a forum: its own, or where it is a sitting for that forum too, the one it has there. */
export const numberIn = (
  { forum: heldBy, ordinal, numbers }: Pick<SessionRow, 'forum' | 'ordinal' | 'numbers'>,
  forum: string,
): number | undefined =>
  forum === heldBy ? ordinal : numbers && Object.hasOwn(numbers, forum) ? numbers[forum] : undefined;

/** The session of this id; or the sitting that its forum counts under this number. */
export const sessionCalled = async (reader: RowReader, id: string): Promise<SessionRow | undefined> => {
  const own = await reader.get(sessions, id);
  return isThere(own) ? own : countedAs(id, await reader.find(sessions, { joint: 1 }));
};

/** The same, of sessions that are at hand. */
export const calledAmong = (known: ReadonlyMap<string, SessionRow>, id: string): SessionRow | undefined => {
  const own = known.get(id);
  return isThere(own) ? own : countedAs(id, [...known.values()]);
};

const isThere = (session: SessionRow | undefined): boolean => session !== undefined && session.phase !== 'unknown';

const countedAs = (id: string, among: readonly SessionRow[]): SessionRow | undefined =>
  among.find((it) => isThere(it) && numberIn(it, forumOf(id)) === ordinalOf(id));
