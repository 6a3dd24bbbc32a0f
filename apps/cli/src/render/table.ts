import stringWidth from 'string-width';
import { printable } from './printable.js';

export interface Column {
  readonly title: string;
  /** In characters; the one column without a width gets the rest of the line. */
  readonly width?: number;
}

const GAP = 2;
/** What the column without a width has to have before the others become narrower, and how narrow these become. */
const REST = 24;
const NARROW = 10;

/** A table in plain text: cells wrap within their column, nothing is cut off, and no line is longer than `width`. */
export const table = (columns: readonly Column[], rows: readonly (readonly string[])[], width: number): string => {
  const widths = widthsOf(columns, width - GAP * (columns.length - 1));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, n) => pad(cell, widths[n]!))
      .join(' '.repeat(GAP))
      .trimEnd();
  const block = (cells: readonly string[]): string => {
    const wrapped = cells.map((cell, n) => wrap(cell, widths[n]!));
    const height = Math.max(...wrapped.map((lines) => lines.length));
    return Array.from({ length: height }, (_, n) => line(wrapped.map((lines) => lines[n] ?? ''))).join('\n');
  };
  const header = block(columns.map(({ title }) => title));
  const rule = widths.map((it) => '─'.repeat(it)).join(' '.repeat(GAP));
  return [header, rule, ...rows.map(block)].join('\n');
};

/** On a narrow line every column with a width gives up the same share of what it can spare. */
const widthsOf = (columns: readonly Column[], room: number): number[] => {
  const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0);
  const fixed = columns.flatMap((it) => it.width ?? []);
  const spare = fixed.map((it) => Math.max(0, it - NARROW));
  const missing = columns.some((it) => it.width === undefined) ? Math.max(0, REST - (room - sum(fixed))) : 0;
  const share = Math.min(1, missing / Math.max(1, sum(spare)));
  const shrunk = fixed.map((it, n) => it - Math.floor(spare[n]! * share));
  const rest = Math.max(NARROW, room - sum(shrunk));
  return columns.map((it) => (it.width === undefined ? rest : shrunk.shift()!));
};

/** Lines of at most `width` terminal cells, broken between words if possible; the text's own line ends stay. */
export const wrap = (text: string, width: number): string[] =>
  printable(text)
    .split('\n')
    .flatMap((line) => wrapLine(line, width));

const wrapLine = (text: string, width: number): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((it) => pieces(it, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (stringWidth(longer) <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
};

/** A word longer than the line, cut where an id has a joint, else anywhere; scripts without spaces are one such word. */
const pieces = (word: string, width: number): string[] => {
  if (stringWidth(word) <= width) return [word];
  const found: string[] = [''];
  const parts = word.split(/(?<=[-./:_])/).flatMap((it) => (stringWidth(it) <= width ? [it] : graphemes(it)));
  for (const part of parts) {
    if (stringWidth(found.at(-1)! + part) > width) found.push('');
    found[found.length - 1] += part;
  }
  return found;
};

const graphemes = (text: string): string[] => [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);

const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - stringWidth(text)));
