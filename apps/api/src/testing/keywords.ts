import type { JsonSchema } from './schema-of-types.js';

/**
 * The schema with keywords that generators of clients understand. What it accepts stays the same: values get the type
 * that they have, a single text is an enumeration of one, whole numbers say their size, and a map is `additionalProperties`.
 */
export const understood = (schema: JsonSchema): JsonSchema => {
  const { const: only, patternProperties, additionalProperties, ...rest } = schema;
  const patterns = Object.entries((patternProperties ?? {}) as Record<string, JsonSchema>);
  return {
    ...typed(rest),
    ...(only !== undefined && single(only, rest.description)),
    ...(additionalProperties !== undefined && { additionalProperties }),
    ...(patterns.length === 1 && {
      additionalProperties: patterns[0]![1],
      propertyNames: { ...(rest.propertyNames as object | undefined), type: 'string', pattern: patterns[0]![0] },
    }),
  };
};

/** Where only `true` can stand, `false` never comes; a generator for Python would read an enumeration of it as texts. */
const single = (only: unknown, description: unknown = 'true, or missing'): JsonSchema =>
  only === true ? { type: 'boolean', description } : { type: typeof only, enum: [only] };

const LARGEST_INT32 = 2 ** 31 - 1;

const typed = (schema: JsonSchema): JsonSchema => {
  if (Array.isArray(schema.enum) && schema.type === undefined) return { type: 'string', ...schema };
  if (schema.type === 'integer' && schema.format === undefined)
    return { ...schema, format: Number(schema.maximum ?? Infinity) <= LARGEST_INT32 ? 'int32' : 'int64' };
  return schema;
};

/**
 * A union whose forms differ by one field, which each of them has with a value of its own, says which field that is.
 *
 * @param forms  the forms as they are, and their references
 */
export const discriminated = (forms: readonly (readonly [JsonSchema, JsonSchema])[]): JsonSchema | undefined => {
  const [first] = forms;
  const field = Object.keys((first?.[0].properties as object | undefined) ?? {}).find((name) =>
    forms.every(([form]) => valueOf(form, name) !== undefined),
  );
  if (field === undefined || forms.some(([, { $ref }]) => $ref === undefined)) return undefined;
  return {
    oneOf: forms.map(([, reference]) => reference),
    discriminator: {
      propertyName: field,
      mapping: Object.fromEntries(forms.map(([form, { $ref }]) => [valueOf(form, field), $ref])) as JsonSchema,
    },
  };
};

/** The only text that a field may have. */
const valueOf = (form: JsonSchema, field: string): string | undefined => {
  const { const: only, enum: few } = (form.properties as Record<string, JsonSchema> | undefined)?.[field] ?? {};
  if (typeof only === 'string') return only;
  return Array.isArray(few) && few.length === 1 ? String(few[0]) : undefined;
};
