import stringWidth from 'string-width';

/** The assumed width of a terminal that does not report one, and of a printed sheet. */
export const WIDTH = 100;

export interface Column {
  readonly title: string;
  /** In characters; the one column without a width gets the rest of the line. */
  readonly width?: number;
}

const GAP = 2;

/** A table in plain text: cells wrap within their column, nothing is cut off, and no line is longer than `width`. */
export const table = (columns: readonly Column[], rows: readonly (readonly string[])[], width = WIDTH): string => {
  const fixed = columns.reduce((sum, it) => sum + (it.width ?? 0), 0) + GAP * (columns.length - 1);
  const widths = columns.map((it) => it.width ?? Math.max(10, width - fixed));
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

/** A word longer than the line, cut; scripts without spaces are one such word. */
const pieces = (word: string, width: number): string[] => {
  if (stringWidth(word) <= width) return [word];
  const found: string[] = [''];
  for (const { segment } of new Intl.Segmenter().segment(word)) {
    if (stringWidth(found.at(-1)! + segment) > width) found.push('');
    found[found.length - 1] += segment;
  }
  return found;
};

const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - stringWidth(text)));

/** Text from a record must not steer the terminal: no control characters, no changes of direction; new lines stay. */
const printable = (text: string): string => text.replace(/(?!\n)\p{Cc}|\p{Bidi_Control}/gu, '\uFFFD');
