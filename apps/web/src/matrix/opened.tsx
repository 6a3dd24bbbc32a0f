import { useMemo } from 'react';
import { Trans } from '@lingui/react/macro';
import type { ForumRecord } from '../api/types.gen.js';
import { useMoment } from '../moment/use-moment.js';
import { namesOf } from '../words/names.js';
import { CellPopover } from './cell-popover.js';
import { DiffPopover } from './diff-popover.js';
import type { MatrixSearch } from './matrix-search.js';
import type { Row } from './rows.js';
import { idHere, wholeId, type Sheet } from './sheet.js';
import { WhyPopover } from './why-popover.js';

/** What the address says is open: the row, and in it the column of a session, of how it stood then, or of how it stands now. */
export interface Open {
  readonly id: string;
  readonly session?: string;
  readonly then?: true;
}

export const openIn = ({ cell, why, diff }: MatrixSearch, forum: string): Open | undefined => {
  if (cell !== undefined) {
    const [commitment = '', session = ''] = cell.split('~');
    return { id: wholeId(commitment, forum), session: wholeId(session, forum) };
  }
  if (diff !== undefined) return { id: wholeId(diff, forum), then: true };
  return why === undefined ? undefined : { id: wholeId(why, forum) };
};

interface OpenedProps {
  readonly open: Open;
  readonly rows: readonly Row[];
  readonly sheet: Sheet;
  readonly forum: ForumRecord;
  readonly close: () => void;
}

export const Opened = ({ open, rows, sheet, forum, close }: OpenedProps) => {
  const moment = useMoment();
  const names = useMemo(() => namesOf(forum.id, [forum]), [forum]);
  const line = rows.map((row) => (row.is === 'line' ? row.line : undefined)).find((it) => it?.id === open.id);
  const session = sheet.sessions.find(({ id }) => id === open.session);
  if (line === undefined || (open.session !== undefined && session === undefined))
    return <NotHere open={open} close={close} />;
  const shared = { line, sheet, names, moment, close };
  if (open.then) {
    const difference = sheet.compared?.differences.get(open.id);
    return difference ? (
      <DiffPopover {...shared} difference={difference} />
    ) : (
      <p className="nothing" role="status">
        <Trans>Between these two moments {idHere(open.id, sheet.forum)} did not change.</Trans>{' '}
        <button type="button" className="btn quiet" onClick={close}>
          <Trans>Go on without it</Trans>
        </button>
      </p>
    );
  }
  return session === undefined ? <WhyPopover {...shared} /> : <CellPopover {...shared} session={session} />;
};

const NotHere = ({ open: { id, session }, close }: Pick<OpenedProps, 'open' | 'close'>) => (
  <p className="nothing" role="status">
    {session === undefined ? (
      <Trans>The address asks about {id}, which is not among these rows.</Trans>
    ) : (
      <Trans>
        The address opens {id} in {session}, which is not among these rows and columns.
      </Trans>
    )}{' '}
    <button type="button" className="btn quiet" onClick={close}>
      <Trans>Go on without it</Trans>
    </button>
  </p>
);
