/**
 * Values by ids that end in numbers, like statements. Values whose ids differ only in the last two digits are kept
 * together, so that one more among thousands copies a hundred of them, and not all. They stay in the order in which they
 * were added where the numbers do.
 */
export interface ById<T> {
  readonly groups: Readonly<Record<string, Readonly<Record<string, T>>>>;
}

export const none: ById<never> = { groups: {} };

const groupOf = (id: string): string => id.slice(0, -2);

export const idIn = <T>({ groups }: ById<T>, id: string): T | undefined => groups[groupOf(id)]?.[id];

export const valuesOf = <T>({ groups }: ById<T>): T[] => Object.values(groups).flatMap((it) => Object.values(it));

export const idsOf = <T>({ groups }: ById<T>): string[] => Object.values(groups).flatMap((it) => Object.keys(it));

export const entriesOf = <T>({ groups }: ById<T>): [string, T][] =>
  Object.values(groups).flatMap((it) => Object.entries(it));

/** The same with this value under this id. */
export const withId = <T>({ groups }: ById<T>, id: string, value: T): ById<T> => {
  const group = groupOf(id);
  return { groups: { ...groups, [group]: { ...groups[group], [id]: value } } };
};
