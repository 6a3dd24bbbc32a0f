/** White space, and characters that are not drawn: joiners, marks of direction, fillers, tags and the like. */
const HIDDEN = '\\s\\p{Cc}\\p{Default_Ignorable_Code_Point}\\p{Noncharacter_Code_Point}\\u2800\\uFFF9-\\uFFFB';
const SHOWN = new RegExp(`[^${HIDDEN}]`, 'u');
const HIDDEN_AT_ITS_ENDS = new RegExp(`^[${HIDDEN}]+|[${HIDDEN}]+$`, 'gu');
const UNKEPT = /[\0\p{Noncharacter_Code_Point}]/u;

/** Whether a reader of the text would see anything of it. */
export const showsSomething = (text: string): boolean => SHOWN.test(text);

/** Whether every store, broker and parser keeps the text as it is: no half characters, no NUL, no noncharacters. */
export const isKeepable = (text: string): boolean => text.isWellFormed() && !UNKEPT.test(text);

/** The form in which a text is kept: one for all ways of writing the same characters (Unicode's NFC). */
export const normal = (text: string): string => text.normalize('NFC');

/** The beginning of a text, cut at a whole character, without what shows nothing at its ends. */
export const cut = (text: string, most: number): string => {
  const trimmed = text.replace(HIDDEN_AT_ITS_ENDS, '');
  if (trimmed.length <= most) return trimmed;
  return trimmed
    .slice(0, most)
    .replace(/[\uD800-\uDBFF]$/, '')
    .replace(HIDDEN_AT_ITS_ENDS, '');
};
