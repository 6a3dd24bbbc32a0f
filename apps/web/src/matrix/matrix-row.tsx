import { memo, useMemo } from 'react';
import type { MatrixLine } from '../api/types.gen.js';
import { closed } from '../words/status-words.js';
import { MatrixCell } from './matrix-cell.js';
import { NowCell } from './now-cell.js';
import { RowHead } from './row-head.js';
import { spotsOf } from './runs.js';
import type { Sheet } from './sheet.js';

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
  const spots = useMemo(() => spotsOf(line.cells, sheet.sessions), [line, sheet]);
  const end = sheet.sessions.length + 1;
  const stop = (column: number) => ({
    'aria-colindex': column + 1,
    'data-column': column,
    tabIndex: at === column ? 0 : -1,
  });
  const unsigned = line.adoption === 'provisional';
  const ribbon = closed.has(line.status) ? '' : `ln ${line.status}${unsigned ? ' u' : ''}`;
  return (
    <tr aria-rowindex={index + 2} data-row={line.id} className={asked ? 'asked' : undefined}>
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
        />
      ))}
      {sheet.later > 0 && <td className="veil" aria-hidden="true" />}
      <td {...stop(end)} className={`now ${ribbon}`}>
        <NowCell line={line} sheet={sheet} />
      </td>
    </tr>
  );
});
MatrixRow.displayName = 'MatrixRow';
