import type { Dice } from './dice.ts';

/** Characters that some store, parser, rule or terminal treats in its own way. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  letters: ['x', 'é', '中', 'ا'],
  astral: ['𠮷', '💣', '👨‍👩‍👧'],
  combining: ['e\u0301', 'a\u0308\u0323', '\u1100\u1161\u11a8', '\u0915\u093c', '\u0301'],
  growing: ['\ufb2c', '\u0958', '\u{1d160}', '\u0344'], // longer in their normal form
  blanks: [' ', '\t', '\n', '\r\n', '\u00a0', '\u2003', '\u2028', '\ufeff'],
  unseen: ['\u200b', '\u200d', '\u2060', '\u00ad', '\ufe0f', '\u{e0041}', '\u3164', '\u2800'],
  bidi: ['\u202e', '\u2066', '\u200f', '\u061c'],
  control: ['\u0001', '\u001b[31m', '\u007f', '\u009b', '\u0085'],
  'half characters': ['\ud800', '\udfff', '\udc00\ud800'],
  'no characters': ['\0', '\uffff', '\ufdd0', '\u{1fffe}'],
  syntax: ['"', "'", '\\', '\\u0000', '${x}', '{{', '<b>', '%s', '=1+1', '&a', '*a', '!!js', '---\n', '#', ': ', '- '],
  ids: ['cpec-jwg-st.2.c1', '__proto__', 'constructor', 'null', '2022-04-20', 'sha256:', '$1'],
};

/** The limits of names, of texts, and of what is cut to fit; and none. */
const limits = [0, 1, 2, 35, 200, 3_971, 4_000] as const;

/** A text around a limit, of one or of several kinds of characters, at its ends or throughout. */
export const anyText = (dice: Dice): string => {
  const length = Math.max(0, dice.of(limits) + dice.below(5) - 2);
  const units = dice.once(3) ? Object.values(kinds).flat() : dice.of(Object.values(kinds));
  const plain = dice.of(kinds.letters!);
  const filled = (until: number, unit: () => string): string => {
    let text = '';
    while (text.length < until) text += unit();
    return text;
  };
  switch (dice.below(4)) {
    case 0:
      return filled(length, () => dice.of(units));
    case 1:
      return filled(length - 1, () => plain) + dice.of(units);
    case 2:
      return dice.of(units) + filled(length - 1, () => plain);
    default:
      return filled(length, () => (dice.once(50) ? dice.of(units) : plain));
  }
};

/** One text in as many languages as are allowed, or in one more; large enough to come near the limit of an event. */
export const anyLanguages = (dice: Dice): Record<string, string> => {
  const text = dice.once(2) ? '中'.repeat(3_998) + dice.of(['x', '中', '𠮷']) : anyText(dice);
  const count = dice.of([1, 2, 19, 20, 21]);
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`a${String.fromCharCode(97 + n)}`, text]));
};

/** A text as people can read it: runs are counted, and characters that nobody sees are escaped. */
export const shownText = (text: string): string =>
  JSON.stringify(text)
    .replace(/[^\x20-\x7e\p{L}]/gu, (it) => `\\u{${it.codePointAt(0)!.toString(16)}}`)
    .replace(/(.{1,12}?)\1{7,}/gsu, (run, unit: string) => `⟨${unit} × ${run.length / unit.length}⟩`);
