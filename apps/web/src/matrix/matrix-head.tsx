import type { Ref } from 'react';
import { Plural, Trans } from '@lingui/react/macro';
import { isPast } from '../moment/moment.js';
import { useMomentName } from '../moment/moment-words.js';
import { useMoment, useOther } from '../moment/use-moment.js';
import { ColumnHead } from './column-head.js';
import { lastColumn, type Sheet } from './sheet.js';

interface HeadProps {
  readonly ref: Ref<HTMLTableSectionElement>;
  readonly sheet: Sheet;
  readonly tight: boolean;
  /** The column that has the place which Tab reaches, if it is here. */
  readonly at?: number;
}

/** The heads of the columns: the sessions between the commitment and how it stands. */
export const MatrixHead = ({ ref, sheet, tight, at }: HeadProps) => {
  const [moment, other] = [useMoment(), useOther()];
  const name = useMomentName();
  const past = isPast(moment);
  const known = new Set(sheet.allSessions.map(({ id }) => id));
  const roomy = sheet.density === 'comfortable';
  const stop = (column: number) => ({
    'aria-colindex': column + 1,
    'data-column': column,
    tabIndex: at === column ? 0 : -1,
    scope: 'col',
  });
  return (
    <thead ref={ref}>
      <tr aria-rowindex={1} data-row="heads">
        <th {...stop(0)} className="h">
          <span className="r faint small">
            {roomy ? <Trans>Commitment, who leads it</Trans> : <Trans>Commitment</Trans>}
          </span>
        </th>
        {sheet.sessions.map((session, n) =>
          known.has(session.id) ? (
            <th
              key={session.id}
              {...stop(n + 1)}
              className={`${session.known ? '' : 'bare'}${sheet.compared?.fresh.has(session.id) ? ' fresh' : ''}`}
            >
              <ColumnHead session={session} sheet={sheet} tight={tight} />
            </th>
          ) : (
            <td key={session.id} {...stop(n + 1)} scope={undefined} className="veil" />
          ),
        )}
        {sheet.later > 0 && (
          <th scope="col" className="veil">
            <span className="s">
              <Plural value={sheet.later} one="# later session" other="# later sessions" />
            </span>
          </th>
        )}
        {sheet.compared && (
          <th {...stop(sheet.sessions.length + 1)} className="then">
            <span className="r2">
              <b>
                <Trans>Then</Trans>
              </b>
              {other && <span className="d">{name(other)}</span>}
            </span>
          </th>
        )}
        <th {...stop(lastColumn(sheet))} className="now">
          <span className="r">
            <b>{!past ? <Trans>Now</Trans> : sheet.compared ? name(moment) : <Trans>Then</Trans>}</b>
            {!roomy && (
              <span className="due">
                <Trans>due, moved by</Trans>
              </span>
            )}
          </span>
        </th>
      </tr>
    </thead>
  );
};
