/** Texts that are remembered, at most, in each direction; an actor is in every event. */
export const MOST = 20_000;

export const remember = (texts: Map<string, string>, from: string, to: string): void => {
  if (texts.size >= MOST) texts.clear();
  texts.set(from, to);
};
