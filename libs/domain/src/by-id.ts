/**
 * Values by ids that end in numbers, like statements. Values whose ids differ only in the last two digits are kept
 * together, so that one more among thousands copies a hundred of them, and not all.
 */
export type ById<T> = Readonly<Record<string, Readonly<Record<string, T>>>>;

const groupOf = (id: string): string => id.slice(0, -2);

export const idIn = <T>(all: ById<T>, id: string): T | undefined => all[groupOf(id)]?.[id];

/** In the order in which their groups began; ids that were given in order stay in order. */
export const valuesOf = <T>(all: ById<T>): T[] => Object.values(all).flatMap((group) => Object.values(group));

export const idsOf = <T>(all: ById<T>): string[] => Object.values(all).flatMap((group) => Object.keys(group));

export const entriesOf = <T>(all: ById<T>): [string, T][] =>
  Object.values(all).flatMap((group) => Object.entries(group));

/** The same with this value under this id. */
export const withId = <T>(all: ById<T>, id: string, value: T): ById<T> => {
  const group = groupOf(id);
  return { ...all, [group]: { ...all[group], [id]: value } };
};
