interface Schema {
  readonly description?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly minItems?: number;
}

/** A JSON Schema in words and lines, with the schema's own description if it has one. */
export const describe = (schema: object, indent = ''): string => {
  const { description, type, anyOf, items, properties, required = [], minItems, ...rest } = schema as Schema;
  const values = rest.enum ?? (rest.const === undefined ? undefined : [rest.const]);
  if (description !== undefined) return description;
  if (values) return values.map(String).join(', ');
  if (anyOf) return anyOf.map((it) => describe(it, indent)).join(' or ');
  if (items) return `a list${minItems ? ` of at least ${minItems}` : ''}, each ${describe(items, indent)}`;
  if (!properties) return type ?? 'anything';
  const inner = `${indent}\u00a0\u00a0`; // a table would collapse ordinary spaces
  const lines = Object.entries(properties).map(
    ([name, it]) => `${inner}${name}${required.includes(name) ? '' : '?'}: ${describe(it, inner)}`,
  );
  return ['an object:', ...lines].join('\n');
};
