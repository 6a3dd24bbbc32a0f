// A stream's name is `<category>-<id>`. Nothing else that is shipped builds names or takes them apart. A category has no '-', so the
// first '-' ends it; an id may have more.

/**
 * The name of a stream, from its category and id: `session`, `cpec-jwg-st.2` → `session-cpec-jwg-st.2`.
 *
 * @throws TypeError  the category is empty, or has a '-': then nobody could say where the id begins
 */
export const streamName = ({ category }: { readonly category: string }, id: string): string => {
  if (category === '' || category.includes('-'))
    throw new TypeError(`A category of streams is a word without '-', not ${JSON.stringify(category)}`);
  return `${category}-${id}`;
};

/**
 * `session-cpec-jwg-st.2` → `session`. Never throws, because followers meet every name in the store. A name without '-'
 * is all category.
 */
export const categoryOf = (stream: string): string => {
  const end = stream.indexOf('-');
  return end < 0 ? stream : stream.slice(0, end);
};

/** `session-cpec-jwg-st.2` → `cpec-jwg-st.2`. Never throws; empty where the name has no '-'. */
export const idOf = (stream: string): string => {
  const end = stream.indexOf('-');
  return end < 0 ? '' : stream.slice(end + 1);
};
