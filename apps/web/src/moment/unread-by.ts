/** The parameters that are there and were not read. */
export const unreadBy =
  (read: (given: Record<string, unknown>) => object, names: readonly string[]) =>
  (given: Readonly<Record<string, unknown>>): readonly string[] => {
    const taken = read(given);
    return names.filter((name) => given[name] !== undefined && !Object.hasOwn(taken, name));
  };
