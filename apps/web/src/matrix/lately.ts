import type { MatrixLine } from '../api/types.gen.js';

/** Of each commitment that has just become another one: the sessions of its cells, and `now`. */
export type Lately = ReadonlyMap<string, ReadonlySet<string>>;

type Lines = readonly MatrixLine[];

/** What is another one in the second answer. A commitment that is new is none of it: it waits to be shown. */
export const changedBetween = (before: Lines, after: Lines): Lately => {
  const old = new Map(before.map((line) => [line.id, line]));
  return new Map(
    after.flatMap((line) => {
      const was = old.get(line.id);
      if (was === undefined || was === line) return []; // what did not change is the same object
      const places = changedPlaces(was, line);
      return places.size === 0 ? [] : [[line.id, places] as const];
    }),
  );
};

const changedPlaces = (was: MatrixLine, line: MatrixLine): ReadonlySet<string> => {
  const sessions = [...was.cells, ...line.cells].map(({ session }) => session);
  const cellOf = ({ cells }: MatrixLine, session: string) => JSON.stringify(cells.find((it) => it.session === session));
  const changed = new Set(sessions.filter((it) => cellOf(was, it) !== cellOf(line, it)));
  if (standing(was) !== standing(line)) changed.add('now');
  return changed;
};

const standing = ({ status, adoption, due, flags, since }: MatrixLine): string =>
  JSON.stringify([status, adoption, due, flags, since]);
