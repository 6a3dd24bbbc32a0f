import type { ForumRecord, MatrixLine, MatrixSession } from '../api/types.gen.js';
import { alternat } from '../words/alternat.js';
import { sessionIn, shortId } from '../words/ids.js';
import type { Names } from '../words/names.js';
import { textIn, type Text } from '../words/text.js';
import type { Difference } from './differences.js';
import { responsibleFor } from './filters.js';
import type { Density } from './matrix-search.js';

/** An institution as a row names it. */
export interface Named {
  readonly id: string;
  /** Its acronym, where it has one. */
  readonly short: string;
  readonly name: Text;
  readonly side: string;
}

/** What every row needs to know of the whole matrix. */
export interface Sheet {
  readonly forum: string;
  readonly sides: ForumRecord['sides'];
  /** The columns. */
  readonly sessions: readonly MatrixSession[];
  /** Those of them that are folded, too. */
  readonly allSessions: readonly MatrixSession[];
  /** While two moments are compared: how each commitment that changed differs, and which sessions are new. */
  readonly compared?: Compared;
  /** The side that the reader acts for: it is named first. */
  readonly own?: string;
  readonly institutions: ReadonlyMap<string, Named>;
  readonly names: Names;
  readonly sideOf: ReadonlyMap<string, string>;
  readonly density: Density;
  /** How many sessions came after the moment of the question. */
  readonly later: number;
  /** The addresses of what can be opened. */
  readonly to: Addresses;
}

export interface Compared {
  readonly differences: ReadonlyMap<string, Difference>;
  readonly fresh: ReadonlySet<string>;
  /** The commitments that passed the filters at the first moment, and do so no more. */
  readonly left: ReadonlySet<string>;
}

/** The column of how things stand; it is the last one. */
export const lastColumn = ({ sessions, compared }: Pick<Sheet, 'sessions' | 'compared'>): number =>
  sessions.length + (compared ? 2 : 1);

export interface Addresses {
  cell(commitment: string, session: string): string;
  why(commitment: string): string;
  /** How it differs between two moments. */
  diff(commitment: string): string;
  commitment(id: string): string;
  session(id: string, statement?: string): string;
  /** This matrix when the session had closed. */
  asOf(session: string): string;
}

export const institutionsOf = ({ institutions }: ForumRecord): ReadonlyMap<string, Named> =>
  new Map(
    institutions.map(({ id, side, name, acronym }) => [id, { id, side, name, short: acronym ?? textIn(name).words }]),
  );

/** Inside its forum an id is short. */
export const idHere = (id: string, forum: string): string => (id.startsWith(`${forum}.`) ? shortId(id) : id);

/** The whole of an id that is short inside its forum. */
export const wholeId = (id: string, forum: string): string => (/^\d/.test(id) ? `${forum}.${id}` : id);

/** Who answers for it on each side, the reader's own first; where a side has nobody, the list is empty. */
export const namedBySide = (
  line: Pick<MatrixLine, 'lead' | 'support' | 'kind'>,
  { sides, own, institutions }: Pick<Sheet, 'sides' | 'own' | 'institutions'>,
): { readonly side: Sheet['sides'][number]; readonly named: readonly Named[] }[] => {
  const known = responsibleFor(line).flatMap((id) => institutions.get(id) ?? []);
  return alternat(sides, own)
    .map((side) => ({ side, named: known.filter((it) => it.side === side.side) }))
    .filter(({ named }) => named.length > 0 || line.kind !== 'measureByOneSide');
};

/** Which sides have signed the minutes of the session that brought it up, in the forum's order. */
export const signedFor = (id: string, { sides, allSessions }: Pick<Sheet, 'sides' | 'allSessions'>): boolean[] =>
  sealsOf(
    allSessions.find((session) => session.id === sessionIn(id)),
    sides,
  );

export const sealsOf = (session: MatrixSession | undefined, sides: Sheet['sides']): boolean[] =>
  sides.map(({ side }) => session?.signatures.some((it) => it.side === side) ?? false);
