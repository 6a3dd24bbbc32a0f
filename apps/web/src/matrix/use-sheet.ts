import { useEffect, useMemo, useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import { plural } from '@lingui/core/macro';
import { useOwnSide } from '../api/me.js';
import { momentsQuery } from '../api/queries.js';
import type { ForumRecord, Matrix } from '../api/types.gen.js';
import { say } from '../frame/say.js';
import { useIsPast } from '../moment/use-moment.js';
import { fittingRow, rowHeights, roomiest } from './density.js';
import { comparedTo, shownLines, type Then } from './compared-rows.js';
import { foldedBefore, rowsOfBoth } from './differences.js';
import { namesOf } from '../words/names.js';
import { filterNames, type Density, type MatrixSearch } from './matrix-search.js';
import { placedAs, type Layout } from './layout.js';
import { rowsOf, type Row } from './rows.js';
import { institutionsOf, type Addresses, type Sheet } from './sheet.js';
import { useHeld } from './use-held.js';
import { LEAST_FOR_A_GRID, type Room } from './use-room.js';

/** Of a row of fixed height whose title takes two lines. */
const ROOMY_WINDOWED = 104;

interface Asked {
  readonly matrix: Matrix;
  readonly then?: Then;
  readonly forum: ForumRecord;
  readonly room: Room;
  readonly search: MatrixSearch;
  readonly to: Addresses;
}

/** The rows that the address asks for, and what each of them needs to know of the whole. */
export const useSheet = ({
  matrix,
  then,
  forum,
  room,
  search,
  to,
}: Asked): { sheet: Sheet; rows: readonly Row[]; rowHeight: number } => {
  const { sessions } = matrix;
  const sideOf = useMemo(() => new Map(forum.institutions.map(({ id, side }) => [id, side])), [forum]);
  const asked = JSON.stringify([filterNames.map((name) => search[name]), search.sort, search.group, search.changed]);
  const compared = useMemo(
    () => then && comparedTo(then, matrix, search, sideOf),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what else the address says changes no difference
    [then, matrix, sideOf, asked],
  );
  const folded = then ? foldedBefore(then.matrix, matrix) : 0;
  const found = useMemo(
    () => rowsOf(shownLines(matrix, search, sideOf, compared), search, sessions),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what else the address says changes no row
    [matrix, sideOf, compared, asked],
  );
  const isList = room.width < LEAST_FOR_A_GRID;
  const late = useLater(forum.id, sessions);
  const seen = useMemo(
    () => ({ rows: found, sessions: sessions.slice(folded), later: late }),
    [found, sessions, folded, late],
  );
  const own = useOwnSide();
  const held = useHeld<Layout>(seen);
  const {
    rows,
    sessions: columns,
    later,
  } = useMemo(
    () => (held ? placedAs(held, compared ? rowsOfBoth(matrix, compared.differences) : matrix.commitments) : seen),
    [held, seen, compared, matrix],
  );
  const density: Density = isList
    ? 'compact'
    : (search.density ??
      roomiest({ rows: rows.length, sessions: columns.length + (held ? 0 : folded), height: room.height }));
  const sheet = useMemo(
    () => ({
      forum: forum.id,
      sides: forum.sides,
      own,
      sessions: columns,
      allSessions: sessions,
      compared,
      institutions: institutionsOf(forum),
      names: namesOf(forum.id, [forum]),
      sideOf,
      density,
      later,
      to,
    }),
    [forum, own, sessions, columns, compared, sideOf, density, later, to],
  );
  useAnnounced(found.filter(({ is }) => is === 'line').length, asked);
  const { height } = room;
  const isWindowed = rows.length > 60 && density === 'comfortable';
  const rowHeight =
    density === 'fit' ? fittingRow({ rows: rows.length, height }) : isWindowed ? ROOMY_WINDOWED : rowHeights[density];
  return { sheet, rows, rowHeight };
};

/** Sessions that have closed by now, and that are not among those of a moment in the past; their number alone. */
const useLater = (forum: string, shown: Matrix['sessions']): number => {
  const isPast = useIsPast();
  const { data } = useQuery({ ...momentsQuery(forum, {}), enabled: isPast });
  const closed = data?.sessions ?? [];
  return isPast ? closed.filter(({ id }) => !shown.some((it) => it.id === id)).length : 0;
};

/** Says how many rows are left, when what is asked for changes. */
const useAnnounced = (count: number, asked: string) => {
  const told = useRef(asked);
  useEffect(() => {
    if (told.current === asked) return;
    told.current = asked;
    say(plural(count, { one: '# commitment is shown', other: '# commitments are shown' }));
  }, [asked, count]);
};
