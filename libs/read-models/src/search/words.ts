/** Letters and digits with nothing between them. */
const RUN = /[\p{L}\p{N}\p{M}]+/gu;
/** Scripts that write words without spaces: a run of them is found by any part of it. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const PIECE = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, 'gu');
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');

/** Most texts are of these characters alone, and can do without the look-up of scripts. */
export const IS_ASCII = /^\p{ASCII}*$/u;
const ASCII_RUN = /[A-Za-z0-9]+/g;

/** A word, or a run of a script without spaces. */
export interface Piece {
  readonly text: string;
  readonly at: number;
  readonly isUnspaced: boolean;
}

/** Longer words are told apart when they are looked at, not by the index. */
const LONGEST = 40;
/** What a row is found by, at the most: a page of each of twenty languages has fewer. */
const MOST_TOKENS = 40_000;
/** By so much of a word the index is asked: few words share a longer beginning. It has those of up to so many letters ready. */
const BEGINNING = 6;
/** The index looks for so many; every word is looked for in what it finds. */
const MOST_SOUGHT = 12;

export const piecesOf = (form: string): Piece[] =>
  [...form.matchAll(RUN)].flatMap((run) =>
    [...run[0].matchAll(PIECE)].map((piece) => ({
      text: piece[0],
      at: run.index + piece.index,
      isUnspaced: IS_UNSPACED.test(piece[0]),
    })),
  );

const cut = (word: string, most: number): string => [...word].slice(0, most).join('');

const pairs = (text: string): string[] => {
  const characters = [...text];
  return characters.slice(1).map((it, n) => characters[n]! + it);
};

/** What the index knows of texts: words, and of scripts without spaces each character and each pair of neighbours. */
export const tokensOf = (forms: Iterable<string>): string[] => {
  const tokens = new Set<string>();
  for (const form of forms) {
    if (IS_ASCII.test(form)) {
      for (const [word] of form.matchAll(ASCII_RUN)) if (tokens.size < MOST_TOKENS) tokens.add(word.slice(0, LONGEST));
      continue;
    }
    for (const { text, isUnspaced } of piecesOf(form)) {
      if (tokens.size >= MOST_TOKENS) return [...tokens];
      if (!isUnspaced) tokens.add(cut(text, LONGEST));
      else for (const it of [...text, ...pairs(text)]) tokens.add(it);
    }
  }
  return [...tokens];
};

/** What the index is asked for these words; `*` ends a token that others may begin with. */
export const soughtOf = (pieces: readonly Piece[]): string[] => {
  const tokens = pieces.flatMap(({ text, isUnspaced }) => {
    if (!isUnspaced) return [`${cut(text, BEGINNING)}*`];
    const both = pairs(text);
    return both.length > 0 ? both : [text];
  });
  const longestFirst = [...new Set(tokens)].sort((a, b) => b.length - a.length);
  return longestFirst.slice(0, MOST_SOUGHT);
};

/** Where in the form each piece is found, if every one is; a word is found where another begins with it. */
export const foundIn = (form: string, sought: readonly Piece[]): (readonly [from: number, to: number])[][] => {
  const words = piecesOf(form).filter(({ isUnspaced }) => !isUnspaced);
  return sought.map(({ text, isUnspaced }) => {
    if (!isUnspaced)
      return words.filter((it) => it.text.startsWith(text)).map(({ at }) => [at, at + text.length] as const);
    const found: [number, number][] = [];
    for (let at = form.indexOf(text); at >= 0; at = form.indexOf(text, at + text.length))
      found.push([at, at + text.length]);
    return found;
  });
};
