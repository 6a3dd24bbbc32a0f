// A stream's name is `<category>-<id>`. Names are made and taken apart in this file and nowhere else. A category holds
// no '-', so the first one ends it; an id may hold more.

/**
 * The name of one stream of a kind: `session`, `cpec-jwg-st.2` → `session-cpec-jwg-st.2`.
 *
 * @throws TypeError  the category is empty, or holds a '-': nobody could tell where the id begins
 */
export const streamName = ({ category }: { readonly category: string }, id: string): string => {
  if (category === '' || category.includes('-'))
    throw new TypeError(`A category of streams is a word without '-', not ${JSON.stringify(category)}`);
  return `${category}-${id}`;
};

/**
 * `session-cpec-jwg-st.2` → `session`. Never throws, because followers meet whatever is in the store: a name without
 * '-' is all category.
 */
export const categoryOf = (stream: string): string => stream.split('-', 1)[0]!;

/** `session-cpec-jwg-st.2` → `cpec-jwg-st.2`. Never throws; empty where the name has no '-'. */
export const idOf = (stream: string): string => stream.slice(categoryOf(stream).length + 1);
