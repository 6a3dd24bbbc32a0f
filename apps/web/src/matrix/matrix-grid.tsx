import { Trans } from '@lingui/react/macro';
import { PrintedLegend } from './legend.js';
import type { Open } from './opened.js';
import type { Row } from './rows.js';
import { GroupRow } from './group-row.js';
import { MatrixHead } from './matrix-head.js';
import { MatrixRow } from './matrix-row.js';
import { VeiledRow } from './veiled-row.js';
import { lastColumn, type Sheet } from './sheet.js';
import type { Lately } from './lately.js';
import { useGrid } from './use-grid.js';
import { THEN, TIGHT, type Widths } from './widths.js';

interface GridProps {
  readonly rows: readonly Row[];
  readonly sheet: Sheet;
  readonly widths: Widths;
  readonly rowHeight: number;
  /** What the table is of. */
  readonly caption: React.ReactNode;
  readonly open?: Open;
  readonly lately: Lately;
  readonly goTo: (address: string, replace: boolean) => void;
}

/** Commitments by session. A real table; one place of it is reached by Tab, arrows lead to the others. */
export const MatrixGrid = ({ rows, sheet, widths, rowHeight, caption, open, lately, goTo }: GridProps) => {
  const { box, head, shown, at, onKeyDown, onFocus, isWindowed } = useGrid({ rows, sheet, rowHeight, open, goTo });
  const columns = lastColumn(sheet) + 1;
  const drawn = columns + (sheet.later > 0 ? 1 : 0);
  const narrow = sheet.density !== 'comfortable';
  const look = [
    'mx',
    narrow && 'narrow',
    sheet.density === 'fit' && 'fit',
    widths.each < TIGHT && 'tight',
    isWindowed && 'windowed',
  ];
  return (
    <div className="mx-box" ref={box} style={{ '--first': `${widths.first}px`, '--now': `${widths.now}px` } as object}>
      <table
        className={look.filter(Boolean).join(' ')}
        role="grid"
        aria-rowcount={rows.length + 1}
        aria-colcount={columns}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        style={{ minInlineSize: `${widths.whole}px`, '--row': `${rowHeight}px` } as object}
      >
        <caption className="sr">{caption}</caption>
        <colgroup>
          <col style={{ inlineSize: `${widths.first}px` }} />
          {sheet.sessions.map(({ id, known }) => (
            <col key={id} style={known || narrow ? undefined : { inlineSize: '11rem' }} />
          ))}
          {sheet.later > 0 && <col style={{ inlineSize: '5.5rem' }} />}
          {sheet.compared && <col style={{ inlineSize: `${THEN}px` }} />}
          <col style={{ inlineSize: `${widths.now}px` }} />
        </colgroup>
        <MatrixHead ref={head} sheet={sheet} tight={widths.each < TIGHT} at={at.row === 0 ? at.column : undefined} />
        <tbody>
          {shown.map((it) => {
            if (it.is === 'gap')
              return (
                <tr key={it.key} aria-hidden="true">
                  <td colSpan={drawn} style={{ blockSize: `${it.height}px`, padding: 0, border: 0 }} />
                </tr>
              );
            const { row, index } = it;
            const place = at.row === index + 1 ? at.column : undefined;
            if (row.is === 'head')
              return (
                <GroupRow
                  key={`${row.of} ${row.value}`}
                  row={row}
                  index={index}
                  sheet={sheet}
                  isAt={place !== undefined}
                />
              );
            if (row.is === 'veiled')
              return <VeiledRow key={row.id} index={index} sheet={sheet} isAt={place !== undefined} />;
            const { line } = row;
            return (
              <MatrixRow
                key={line.id}
                line={line}
                index={index}
                sheet={sheet}
                at={place}
                asked={line.id === open?.id && open.session === undefined}
                lately={lately.get(line.id)}
              />
            );
          })}
        </tbody>
        <PrintedLegend columns={drawn} />
      </table>
    </div>
  );
};

/** The keys that lead through the grid, for those who see it. */
export const GridHint = ({ position }: { position: number }) => (
  <p className="hint no-print">
    <Trans>Arrow keys move from cell to cell, Enter opens one, W says why. Told as of position {position}.</Trans>
  </p>
);
