export const without = (list: readonly string[], item: string): readonly string[] => list.filter((it) => it !== item);

/** The list with the item in it once, at the end if it was not there. */
export const withItem = (list: readonly string[], item: string): readonly string[] =>
  list.includes(item) ? list : [...list, item];
