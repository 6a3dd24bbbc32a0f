import './matrix.css';
import './lines.css';
import { useMemo } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import type { ForumRecord, Matrix } from '../api/types.gen.js';
import { Page, Reading } from '../frame/page.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { useMoment } from '../moment/use-moment.js';
import { textIn, Words } from '../words/text.js';
import { fittingRow, rowHeights, roomiest } from './density.js';
import { filtered } from './filters.js';
import { GridHint, MatrixGrid } from './matrix-grid.js';
import { rowsOf } from './rows.js';
import { institutionsOf, wholeId, type Sheet } from './sheet.js';
import { useAddresses, useFollow } from './use-addresses.js';
import { useMatrix } from './use-matrix.js';
import { useRoom, type Room } from './use-room.js';
import { widthsFor } from './widths.js';

export const Screen = () => {
  const { t } = useLingui();
  const { forum: id } = useParams({ from: '/forums/$forum' });
  const { forum, matrix, error } = useMatrix(id, useMoment());
  const { room, ref } = useRoom();
  return (
    <Page
      wide
      title={forum ? textIn(forum.name).words : id}
      crumbs={[{ to: '/forums', label: t`Forums` }]}
      heading={forum ? <Words of={forum.name} /> : id}
    >
      {error ? <ProblemNotice error={error} /> : !matrix || !forum ? <Reading /> : null}
      <div ref={ref}>{matrix && forum && room && <Shown matrix={matrix} forum={forum} room={room} />}</div>
    </Page>
  );
};

const Shown = ({ matrix, forum, room }: { matrix: Matrix; forum: ForumRecord; room: Room }) => {
  const { search, to } = useAddresses(forum.id);
  const follow = useFollow();
  const sideOf = useMemo(() => new Map(forum.institutions.map(({ id, side }) => [id, side])), [forum]);
  const rows = useMemo(
    () => rowsOf(filtered(matrix.commitments, search, sideOf), search, matrix.sessions),
    [matrix, search, sideOf],
  );
  const density =
    search.density ?? roomiest({ rows: rows.length, sessions: matrix.sessions.length, height: room.height });
  const sheet: Sheet = useMemo(
    () => ({
      forum: forum.id,
      sides: forum.sides,
      sessions: matrix.sessions,
      institutions: institutionsOf(forum),
      sideOf,
      density,
      to,
    }),
    [forum, matrix, sideOf, density, to],
  );
  const rowHeight = density === 'fit' ? fittingRow({ rows: rows.length, height: room.height }) : rowHeights[density];
  return (
    <div onClick={follow}>
      <MatrixGrid
        rows={rows}
        sheet={sheet}
        widths={widthsFor(density, matrix.sessions.length, room.width)}
        rowHeight={rowHeight}
        caption={
          <Trans>
            Commitments of {textIn(forum.name).words} by session, as of position {matrix.position}
          </Trans>
        }
        why={search.why === undefined ? undefined : wholeId(search.why, forum.id)}
      />
      <GridHint position={matrix.position} />
    </div>
  );
};
