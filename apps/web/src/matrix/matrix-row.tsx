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
}

/** A commitment as a line of music. */
export const MatrixRow = memo(({ line, index, sheet, at, asked }: RowProps) => {
  const spots = useMemo(
    () => spotsOf(line.cells, sheet.allSessions).slice(sheet.allSessions.length - sheet.sessions.length),
    [line, sheet],
  );
  const difference = sheet.compared?.differences.get(line.id);
  const end = lastColumn(sheet);
  const stop = (column: number) => ({
    'aria-colindex': column + 1,
    'data-column': column,
    tabIndex: at === column ? 0 : -1,
  });
  const unsigned = line.adoption === 'provisional';
  const ribbon = closed.has(line.status) ? '' : `ln ${line.status}${unsigned ? ' u' : ''}`;
  return (
    <tr
      aria-rowindex={index + 2}
      data-row={line.id}
      className={asked ? 'asked' : difference && !difference.then ? 'new' : undefined}
    >
      <th {...stop(0)} className="h" scope="row">
        <RowHead line={line} sheet={sheet} />
      </th>
      {sheet.sessions.map((session, n) => (
        <MatrixCell
          key={session.id}
          line={line}
          session={session}
          spot={spots[n]!}
          sheet={sheet}
          column={n + 1}
          isAt={at === n + 1}
          changed={difference?.sessions.has(session.id) === true}
        />
      ))}
      {sheet.later > 0 && <td className="veil" aria-hidden="true" />}
      {sheet.compared && (
        <td {...stop(sheet.sessions.length + 1)} className="then">
          <ThenCell line={line} difference={difference} sheet={sheet} />
        </td>
      )}
      <td {...stop(end)} className={`now ${ribbon}${difference?.stands ? ' chg' : ''}`}>
        <NowCell line={line} sheet={sheet} />
      </td>
    </tr>
  );
});
MatrixRow.displayName = 'MatrixRow';
