import type { FieldText } from './texts-of.js';
import { searchable } from './searchable.js';
import { foundIn, type Piece } from './words.js';

/** A part of a text in which words were found. */
export interface Snippet {
  readonly field: string;
  readonly language?: string;
  readonly text: string;
  /** From where to where in `text`, in UTF-16 units as JavaScript and Java count them. */
  readonly marks: readonly { readonly from: number; readonly to: number }[];
  /** Something of the text was left out at its beginning, or at its end. */
  readonly begins?: 'later';
  readonly ends?: 'earlier';
}

const AROUND = 80;
const MOST_MARKS = 20;
const MOST_SNIPPETS = 3;

type Range = readonly [from: number, to: number];

/** Snippets of the texts that have the words; `undefined` if a word is in none of them. */
export const snippetsOf = (texts: readonly FieldText[], sought: readonly Piece[]): Snippet[] | undefined => {
  const missing = new Set(sought.keys());
  const snippets: { found: number; snippet: Snippet }[] = [];
  for (const it of texts) {
    const { form, from, to } = searchable(it.text);
    const found = foundIn(form, sought);
    found.forEach((ranges, n) => ranges.length > 0 && missing.delete(n));
    const ranges = found.flat().map(([a, b]): Range => [from[a]!, to[b - 1]!]);
    if (ranges.length > 0)
      snippets.push({ found: found.filter(({ length }) => length > 0).length, snippet: around(it, joined(ranges)) });
  }
  if (missing.size > 0) return undefined;
  return snippets
    .sort((a, b) => b.found - a.found)
    .slice(0, MOST_SNIPPETS)
    .map(({ snippet }) => snippet);
};

/** In order, and those that overlap as one. */
const joined = (ranges: Range[]): Range[] =>
  ranges
    .sort(([a], [b]) => a - b)
    .reduce<Range[]>((all, [from, to]) => {
      const last = all.at(-1);
      if (!last || from > last[1]) return [...all.slice(0, MOST_MARKS), [from, to]];
      return [...all.slice(0, -1), [last[0], Math.max(last[1], to)]];
    }, []);

const around = ({ field, language, text }: FieldText, ranges: readonly Range[]): Snippet => {
  const [start, end] = [whole(text, ranges[0]![0] - AROUND), whole(text, ranges[0]![1] + AROUND)];
  return {
    field,
    ...(language !== undefined && { language }),
    text: text.slice(start, end),
    marks: ranges.filter(([, to]) => to <= end).map(([from, to]) => ({ from: from - start, to: to - start })),
    ...(start > 0 && { begins: 'later' }),
    ...(end < text.length && { ends: 'earlier' }),
  };
};

/** A place in the text that divides no character, and no accent from its letter. */
const whole = (text: string, at: number): number => {
  let place = Math.min(Math.max(at, 0), text.length);
  while (place > 0 && place < text.length && /^[\uDC00-\uDFFF]|^\p{M}/u.test(text.slice(place, place + 2))) place -= 1;
  return place;
};
