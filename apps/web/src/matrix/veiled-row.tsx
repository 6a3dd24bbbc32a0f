import { lastColumn, type Sheet } from './sheet.js';

interface VeiledProps {
  readonly index: number;
  readonly sheet: Sheet;
  readonly isAt: boolean;
}

/** The place of a commitment that was not known at the moment to which the reader is dragging. */
export const VeiledRow = ({ index, sheet, isAt }: VeiledProps) => (
  <tr aria-rowindex={index + 2} className="veiled">
    {Array.from({ length: lastColumn(sheet) + (sheet.later > 0 ? 2 : 1) }, (_, column) => (
      <td key={column} className="veil" data-column={column} tabIndex={isAt && column === 0 ? 0 : -1} />
    ))}
  </tr>
);
