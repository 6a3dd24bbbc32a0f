import { forums, sessions, type RowReader } from '@jwg/read-models';

/** Asked again and again for each commitment of a report, and the same each time: they are as of one position. */
const same: ReadonlySet<unknown> = new Set([forums, sessions]);

/** A reader that reads the rows of forums and sessions once. It is for one report, and goes with it. */
export const remembering = (reader: RowReader): RowReader => {
  const known = new Map<string, Promise<unknown>>();
  const once = <A>(
    method: string,
    asked: readonly [{ readonly name: string }, ...unknown[]],
    read: () => Promise<A>,
  ) => {
    const [projection, ...rest] = asked;
    if (!same.has(projection)) return read();
    const key = JSON.stringify([method, projection.name, rest]);
    const found = (known.get(key) as Promise<A> | undefined) ?? read();
    known.set(key, found);
    return found;
  };
  return {
    get: (...asked) => once('get', asked, () => reader.get(...asked)),
    getMany: (...asked) => once('getMany', asked, () => reader.getMany(...asked)),
    find: (...asked) => once('find', asked, () => reader.find(...asked)),
    withTokens: (...asked) => reader.withTokens(...asked),
    parts: (...asked) => once('parts', asked, () => reader.parts(...asked)),
  };
};
