import { memo, useMemo } from 'react';
import type { MatrixLine } from '../api/types.gen.js';
import { closed } from '../words/status-words.js';
import { MatrixCell } from './matrix-cell.js';
import { NowCell } from './now-cell.js';
import { RowHead } from './row-head.js';
import { spotsOf } from './runs.js';
import { lastColumn, type Sheet } from './sheet.js';
import { ThenCell } from './then-cell.js';

interface RowProps {
  readonly line: MatrixLine;
  /** From 0. */
  readonly index: number;
  readonly sheet: Sheet;
  /** The column that has the place which Tab reaches, if it is in this row. */
  readonly at?: number;
  /** Why it is unsigned is being told. */
  readonly asked: boolean;
  /** What has just become another one: the sessions of its cells, and `now`. */
  readonly lately?: ReadonlySet<string>;
}

/** A commitment as a line of music. */
export const MatrixRow = memo(({ line, index, sheet, at, asked, lately }: RowProps) => {
  const spots = useMemo(() => {
    const all = spotsOf(line.cells, sheet.allSessions);
    return new Map(sheet.allSessions.map(({ id }, n) => [id, all[n]!]));
  }, [line, sheet]);
  const difference = sheet.compared?.differences.get(line.id);
  const end = lastColumn(sheet);
  const stop = (column: number) => ({
    'aria-colindex': column + 1,
    'data-column': column,
    tabIndex: at === column ? 0 : -1,
  });
  const hasLeft = difference?.gone !== undefined || sheet.compared?.left.has(line.id) === true;
  const unsigned = line.adoption === 'provisional';
  const ribbon = closed.has(line.status) || difference?.gone ? '' : `ln ${line.status}${unsigned ? ' u' : ''}`;
  return (
    <tr
      aria-rowindex={index + 2}
      data-row={line.id}
      className={asked ? 'asked' : difference && !difference.then ? 'new' : hasLeft ? 'gone' : undefined}
    >
      <th {...stop(0)} className="h" scope="row">
        <RowHead line={line} sheet={sheet} />
      </th>
      {sheet.sessions.map((session, n) => {
        const spot = spots.get(session.id);
        return spot === undefined ? (
          <td key={session.id} {...stop(n + 1)} className="veil" />
        ) : (
          <MatrixCell
            key={session.id}
            line={line}
            session={session}
            spot={spot}
            sheet={sheet}
            column={n + 1}
            isAt={at === n + 1}
            changed={difference?.sessions.has(session.id) === true}
            lately={lately?.has(session.id) === true}
          />
        );
      })}
      {sheet.later > 0 && <td className="veil" aria-hidden="true" />}
      {sheet.compared && (
        <td {...stop(sheet.sessions.length + 1)} className="then">
          <ThenCell line={line} difference={difference} sheet={sheet} />
        </td>
      )}
      <td
        {...stop(end)}
        className={`now ${ribbon}${difference?.stands ? ' chg' : ''}${lately?.has('now') ? ' changed' : ''}`}
      >
        <NowCell line={line} sheet={sheet} />
      </td>
    </tr>
  );
});
MatrixRow.displayName = 'MatrixRow';
