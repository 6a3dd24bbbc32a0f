import { useCallback, useMemo } from 'react';
import { Trans } from '@lingui/react/macro';
import type { ForumRecord, Matrix } from '../api/types.gen.js';
import { useLetterKeys } from '../frame/letter-keys.js';
import { textIn } from '../words/text.js';
import type { Then } from './compared-rows.js';
import { GridHint, MatrixGrid } from './matrix-grid.js';
import { Legend, useLegend } from './legend.js';
import { MatrixList } from './matrix-list.js';
import type { MatrixSearch } from './matrix-search.js';
import { NoRows } from './no-rows.js';
import { openIn, Opened } from './opened.js';
import { ReadingLine } from './reading-line.js';
import { readingOf } from './reading.js';
import { SinceThen } from './since-then.js';
import { Toolbar } from './toolbar.js';
import { useAddresses, useFollow, useGo } from './use-addresses.js';
import { useLately } from './use-lately.js';
import { LEAST_FOR_A_GRID, type Room } from './use-room.js';
import { useSheet } from './use-sheet.js';
import { THEN, widthsFor } from './widths.js';

interface ShownProps {
  readonly matrix: Matrix;
  /** At the other moment of a comparison. */
  readonly then?: Then;
  readonly forum: ForumRecord;
  readonly room: Room;
}

/** A matrix that has been read: in words, its filters, its rows, and what its marks mean. */
export const MatrixShown = ({ matrix, then, forum, room }: ShownProps) => {
  const { search, here, to } = useAddresses(forum.id);
  const go = useGo();
  const open = openIn(search, forum.id);
  const { follow, open: goTo, close } = useFollow(open !== undefined);
  const legend = useLegend();
  const { sheet, rows, rowHeight } = useSheet({ matrix, then, forum, room, search, to });
  const lately = useLately(matrix);
  const reading = useMemo(
    () =>
      readingOf(
        matrix.commitments,
        forum.sides.map(({ side }) => side),
        sheet.sideOf,
      ),
    [matrix, forum, sheet.sideOf],
  );
  const change = (some: Partial<MatrixSearch>) => go(here(some), { replace: true });
  const keys = useMemo(() => ({ f: toFilters }), []);
  useLetterKeys(keys);
  const asList = room.width < LEAST_FOR_A_GRID;
  const caption = useCallback(
    () => (
      <Trans>
        Commitments of {textIn(forum.name).words} by session, as of position {matrix.position}
      </Trans>
    ),
    [forum, matrix.position],
  );
  return (
    <div className="matrix" onClick={follow}>
      {reading.all > 0 && <ReadingLine reading={reading} sheet={sheet} here={here} />}
      <Toolbar
        lines={matrix.commitments}
        against={(other) => here({}, other)}
        search={search}
        sheet={sheet}
        change={change}
        asList={asList}
        legend={legend}
      />
      {then && <SinceThen diff={then.diff} changed={search.changed} here={here} />}
      <div id="matrix">
        {rows.length === 0 ? (
          <NoRows
            search={search}
            all={reading.all}
            sessions={matrix.sessions.length}
            onlyChanges={sheet.compared !== undefined && (search.changed ?? 'true') === 'true'}
            here={here}
          />
        ) : asList ? (
          <MatrixList lately={lately} rows={rows} sheet={sheet} width={room.width} open={open} />
        ) : (
          <MatrixGrid
            rows={rows}
            sheet={sheet}
            widths={widthsFor(sheet.density, sheet.sessions.length, room.width - (sheet.compared ? THEN : 0))}
            rowHeight={rowHeight}
            caption={caption()}
            open={open}
            lately={lately}
            goTo={goTo}
          />
        )}
      </div>
      {open !== undefined && <Opened open={open} rows={rows} sheet={sheet} forum={forum} close={() => close(here())} />}
      {!asList && <GridHint position={matrix.position} />}
      <Legend open={legend.open} />
    </div>
  );
};

const toFilters = () => document.querySelector<HTMLElement>('#filters button')?.focus();
