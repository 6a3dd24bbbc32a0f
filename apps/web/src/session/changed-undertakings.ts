interface Corrected {
  readonly field: string;
  readonly old?: unknown;
  readonly new?: unknown;
}

interface Changed {
  readonly field: string;
  readonly old: unknown;
  readonly right: unknown;
}

/** What differs in a correction: of a whole list of undertakings only the fields that were changed. */
export const changedUndertakings = ({ field, old, new: right }: Corrected): readonly Changed[] => {
  if (field !== 'undertakings' || !Array.isArray(old) || !Array.isArray(right)) return [{ field, old, right }];
  const before = old as Readonly<Record<string, unknown>>[];
  const fields = (right as Readonly<Record<string, unknown>>[]).flatMap((after, n) =>
    Object.keys({ ...before[n], ...after })
      .filter((name) => name !== 'commitmentId' && !same(before[n]?.[name], after[name]))
      .map((name) => ({ field: name, old: before[n]?.[name], right: after[name] })),
  );
  return fields.length === 0 ? [{ field, old, right }] : fields;
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
