/** Texts that are remembered, at most, in each direction; an actor is in every event. */
export const MOST = 20_000;
/** Whole texts are not remembered, only names. */
export const LONGEST = 500;

export const remember = (texts: Map<string, string>, from: string, to: string): void => {
  if (from.length + to.length > 2 * LONGEST) return;
  if (texts.size >= MOST) texts.clear();
  texts.set(from, to);
};

/** A text as it stands in a JSON text. */
export const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
