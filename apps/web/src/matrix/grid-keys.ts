/** A cell of the grid: row 0 has the heads of the columns, column 0 the heads of the rows. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

interface Grid {
  /** With the row of heads. */
  readonly rows: number;
  readonly columns: number;
  /** Rows of one screen. */
  readonly page: number;
  readonly rightToLeft: boolean;
}

interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
}

/** Where a key leads; `undefined` when it is no key of movement. Left and right follow the direction of reading. */
export const moveBy = ({ key, ctrlKey }: Key, { row, column }: Place, grid: Grid): Place | undefined => {
  const { rows, columns, page, rightToLeft } = grid;
  const forward = rightToLeft ? 'ArrowLeft' : 'ArrowRight';
  const back = rightToLeft ? 'ArrowRight' : 'ArrowLeft';
  const to = (nextRow: number, nextColumn: number): Place => ({
    row: Math.min(Math.max(nextRow, 0), rows - 1),
    column: Math.min(Math.max(nextColumn, 0), columns - 1),
  });
  if (key === forward) return to(row, ctrlKey ? columns : column + 1);
  if (key === back) return to(row, ctrlKey ? 0 : column - 1);
  if (key === 'ArrowDown') return to(ctrlKey ? rows : row + 1, column);
  if (key === 'ArrowUp') return to(ctrlKey ? 0 : row - 1, column);
  if (key === 'Home') return to(ctrlKey ? 0 : row, 0);
  if (key === 'End') return to(ctrlKey ? rows : row, columns);
  if (key === 'PageDown') return to(row + page, column);
  if (key === 'PageUp') return to(Math.max(row - page, Math.min(row, 1)), column);
  return undefined;
};
