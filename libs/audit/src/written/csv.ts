import { printable } from './printable.js';

export type Cell = string | number | undefined;

/** RFC 4180: commas, CRLF, and quotes where a cell needs them. No cell is one that a spreadsheet would run. */
export const csvText = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((cells) => `${cells.map(cellText).join(',')}\r\n`).join('');

const cellText = (cell: Cell): string => {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const text = harmless(printable(cell));
  return /[",;\n]|^\s|\s$|^'/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A spreadsheet takes a text that begins like this for a formula; an apostrophe before it makes it a text again. */
const harmless = (text: string): string => (/^\s*[=+\-@＝＋－＠]/u.test(text) ? `'${text}` : text);
