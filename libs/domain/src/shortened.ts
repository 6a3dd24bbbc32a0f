import type { TSchema } from 'typebox';

interface Parts {
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly items?: TSchema;
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly anyOf?: readonly TSchema[];
}

/**
 * The value with every list, and every record of keys, cut after the first entry that is too many. It breaks the same
 * rules. To tell which, TypeBox looks at every entry, and at each together with all others if none may come twice.
 */
export const shortened = (schema: TSchema, value: unknown): unknown => {
  const { maxItems = Infinity, maxProperties = Infinity, items, properties = {}, anyOf = [] } = schema as Parts;
  if (Array.isArray(value)) {
    const few = value.length > maxItems ? value.slice(0, maxItems + 1) : value;
    return items ? few.map((entry) => shortened(items, entry)) : few;
  }
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  if (entries.length > maxProperties) return Object.fromEntries(entries.slice(0, maxProperties + 1));
  const fields = value as Readonly<Record<string, unknown>>;
  const known = Object.entries(properties).filter(([field]) => Object.hasOwn(fields, field));
  const cut = known.map(([field, inner]) => [field, shortened(inner, fields[field])]);
  return anyOf.reduce<unknown>((it, form) => shortened(form, it), { ...fields, ...Object.fromEntries(cut) });
};
