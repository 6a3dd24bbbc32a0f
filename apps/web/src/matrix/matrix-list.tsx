import { useState } from 'react';
import { Plural, Trans } from '@lingui/react/macro';
import { ListRow } from './list-row.js';
import type { Open } from './opened.js';
import type { Lately } from './lately.js';
import { GroupName } from './group-row.js';
import type { Row } from './rows.js';
import type { Sheet } from './sheet.js';

/** More would make the page slow on a phone; the next ones are one tap away. */
const AT_ONCE = 60;
/** Pixels that a session needs on the staff, so that its marks can be told apart. */
const LEAST = 25;

interface ListProps {
  readonly rows: readonly Row[];
  readonly sheet: Sheet;
  readonly width: number;
  readonly open?: Open;
  readonly lately: Lately;
}

/** The matrix where a grid has no room: each commitment with its line of marks, a tap away from its sessions in words. */
export const MatrixList = ({ rows, sheet, width, open, lately }: ListProps) => {
  const [wanted, setWanted] = useState(AT_ONCE);
  const opened = rows.findIndex((row) => row.is === 'line' && row.line.id === open?.id);
  const count = Math.max(wanted, opened + 1);
  const from = Math.max(0, sheet.sessions.length - Math.floor((width - 32) / LEAST));
  const left = rows.length - count;
  return (
    <div className="ph">
      <div className="ph-sess" aria-hidden="true">
        {sheet.sessions.slice(from).map(({ id, ordinal }) => (
          <span key={id}>{ordinal}</span>
        ))}
      </div>
      {from > 0 && (
        <p className="small faint ph-note">
          <Plural
            value={from}
            one="The lines begin after # earlier session; a commitment opens with all of them."
            other="The lines begin after # earlier sessions; a commitment opens with all of them."
          />
        </p>
      )}
      <ul>
        {rows.slice(0, count).map((row) =>
          row.is === 'head' ? (
            <li key={`${row.of} ${row.value}`} className="ph-group">
              <h2>
                <GroupName row={row} sheet={sheet} /> <span className="num">{row.count}</span>
              </h2>
            </li>
          ) : row.is === 'veiled' ? (
            <li key={row.id} className="ph-row veil" />
          ) : (
            <ListRow key={row.line.id} line={row.line} sheet={sheet} from={from} lately={lately.has(row.line.id)} />
          ),
        )}
      </ul>
      {left > 0 && (
        <button type="button" className="btn" onClick={() => setWanted(count + AT_ONCE)}>
          <Trans>Show more; {left} are left</Trans>
        </button>
      )}
    </div>
  );
};
