import stringWidth from 'string-width';
import { printable } from '@jwg/audit';

export interface Column {
  readonly title: string;
  /** In characters; the one column without a width gets the rest of the line. */
  readonly width?: number;
}

const GAP = 2;
/** What the column without a width has to have before the others become narrower, and how narrow these become. */
const REST = 24;
const NARROW = 10;
/** What it has to have before words are broken. */
const LEAST = 16;

/** A table in plain text: cells wrap within their column, nothing is cut off, and no line is longer than `width`. */
export const table = (columns: readonly Column[], rows: readonly (readonly string[])[], width: number): string => {
  const needs = columns.map(({ title }, n) => needOf([title, ...rows.map((cells) => cells[n] ?? '')]));
  const widths = widthsOf(columns, needs, width - GAP * (columns.length - 1));
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

interface Need {
  /** Of its longest line, and of its longest word. */
  readonly line: number;
  readonly word: number;
}

/**
 * On a narrow line every column with a width gives up what it does not need; then the same share of what it can spare
 * without breaking a word; then of what it can spare at all. What is left over on a wide line goes to those that need it.
 */
const widthsOf = (columns: readonly Column[], needs: readonly Need[], room: number): number[] => {
  const open = columns.findIndex((it) => it.width === undefined);
  const openNeed = open === -1 ? 0 : Math.max(NARROW, needs[open]!.line);
  const wanted = columns.flatMap(({ width }, n) => (width === undefined ? [] : [{ width, ...needs[n]! }]));
  const place = (least: number) => room - Math.min(least, openNeed);
  let fixed = wanted.map(({ width }) => width);
  if (sum(fixed) > place(REST)) fixed = wanted.map(({ width, line }) => Math.min(width, line));
  fixed = shrunk(
    fixed,
    wanted.map(({ word }) => word),
    place(REST),
  );
  fixed = shrunk(
    fixed,
    wanted.map(() => NARROW),
    place(LEAST),
  );
  let left = room - sum(fixed) - openNeed;
  for (const [n, { line }] of wanted.entries()) {
    const more = Math.min(Math.max(0, left), Math.max(0, line - fixed[n]!));
    fixed[n]! += more;
    left -= more;
  }
  const rest = Math.max(NARROW, Math.min(openNeed, room - sum(fixed)));
  return columns.map((it) => (it.width === undefined ? rest : fixed.shift()!));
};

const shrunk = (widths: readonly number[], floor: readonly number[], place: number): number[] => {
  const spare = widths.map((it, n) => Math.max(0, it - floor[n]!));
  const share = Math.min(1, Math.max(0, sum(widths) - place) / Math.max(1, sum(spare)));
  return widths.map((it, n) => it - Math.ceil(spare[n]! * share));
};

const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);

const needOf = (cells: readonly string[]): Need => {
  const lines = cells.flatMap((cell) => printable(cell).split('\n'));
  const words = lines.flatMap((line) => line.split(' ')).flatMap(jointed);
  return { line: widest(lines), word: widest(words) };
};

const widest = (texts: readonly string[]): number => Math.max(...texts.map((it) => stringWidth(it)));

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

/** The parts of a word between which it may be broken: where an id has a joint or a name a capital letter, never in a date. */
const jointed = (word: string): string[] => word.split(/(?<=[./_])|(?<=[-:])(?!\d)|(?<=[a-z])(?=[A-Z])/);

/** A word longer than the line, cut at its joints, else anywhere; scripts without spaces are one such word. */
const pieces = (word: string, width: number): string[] => {
  if (stringWidth(word) <= width) return [word];
  const found: string[] = [''];
  const parts = jointed(word).flatMap((it) => (stringWidth(it) <= width ? [it] : graphemes(it)));
  for (const part of parts) {
    if (stringWidth(found.at(-1)! + part) > width) found.push('');
    found[found.length - 1] += part;
  }
  return found;
};

const graphemes = (text: string): string[] => [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);

const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - stringWidth(text)));
