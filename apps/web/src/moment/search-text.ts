/** An address's parameters as plain texts, repeated ones as lists: `?flag=overdue&flag=silent&asOf=91`. */
export type Search = Readonly<Record<string, string | readonly string[]>>;

export const parseSearch = (search: string): Search => {
  const found: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(search)) {
    const before = found[name];
    found[name] = before === undefined ? value : [before, value].flat();
  }
  return found;
};

/** The other way; what is missing, empty or false is left out. */
export const stringifySearch = (search: Readonly<Record<string, unknown>>): string => {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search))
    for (const it of [value].flat() as (string | number | boolean | null | undefined)[])
      if (it !== undefined && it !== null && it !== '' && it !== false) parameters.append(name, String(it));
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
};
