import { discriminated, understood } from './keywords.js';
import { parts } from './part-names.js';
import type { JsonSchema } from './schema-of-types.js';

export const reference = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

/**
 * The schemas without one inside another that has no name: each object, each union of objects and each list of values
 * becomes a component of its own, so that a client generated from the document has a type for it by that name. The name
 * is the schema's `title`, or the one that `part-names.ts` has for a place where it stands.
 */
export class Components {
  readonly schemas: Record<string, JsonSchema> = {};
  /** Places of schemas that nobody has named yet. */
  readonly unnamed: string[] = [];
  private readonly titled = new Map<string, JsonSchema>();
  private readonly names = new Map<string, string>();

  constructor(roots: Readonly<Record<string, JsonSchema>>) {
    for (const [name, schema] of Object.entries(roots))
      this.learn(schema.enum ? { ...schema, title: name } : schema, name);
    for (const name of this.names.values())
      if (roots[name] && !roots[name].enum && !this.titled.has(name))
        throw new Error(`A type is called ${name} already`);
    for (const [name, titled] of this.titled)
      if (roots[name] && shapeOf(roots[name]) !== shapeOf(titled))
        throw new Error(`A type is called ${name} as another schema is`);
    for (const [name, schema] of Object.entries(roots)) this.add(name, schema);
  }

  /** A schema that stands at this place, with references instead of what has a name. */
  at(place: string, schema: JsonSchema): JsonSchema {
    if (schema.$ref !== undefined || !needsName(schema)) return this.within(schema, place);
    const name = (schema.title as string | undefined) ?? this.names.get(shapeOf(schema)) ?? parts[place];
    if (name === undefined) {
      this.unnamed.push(place);
      return this.within(schema, place);
    }
    if (!(name in this.schemas)) this.add(name, this.titled.get(name) ?? withoutWords(schema));
    const { description } = schema;
    const isItsOwn = description === undefined || description === this.schemas[name]!.description;
    return isItsOwn ? reference(name) : { ...reference(name), description };
  }

  private add(name: string, schema: JsonSchema): void {
    this.schemas[name] = {}; // reserves the name, for a schema that refers to itself
    this.schemas[name] = this.within(schema, name);
  }

  /** Finds out what the schemas are called, wherever they stand. */
  private learn(schema: JsonSchema, place: string): void {
    if (typeof schema.title === 'string') {
      const known = this.titled.get(schema.title) ?? schema;
      if (shapeOf(known) !== shapeOf(schema)) throw new Error(`Two schemas have the title ${schema.title}`);
      this.titled.set(schema.title, schema);
      if (schema.enum) this.names.set(shapeOf(schema), schema.title);
    } else if (parts[place] !== undefined) this.names.set(shapeOf(schema), parts[place]);
    mapped(schema, place, (it, where) => (this.learn(it, where), it));
  }

  private within(schema: JsonSchema, place: string): JsonSchema {
    const { title: _, ...known } = mapped(schema, place, (it, where) => this.at(where, it));
    const forms = formsOf(schema);
    const { anyOf, oneOf, ...rest } = known;
    const byField = forms && discriminated(forms.map((form, n) => [form, formsOf(known)![n]!] as const));
    return byField ? { ...rest, ...byField } : { ...rest, ...(anyOf ? { anyOf } : {}), ...(oneOf ? { oneOf } : {}) };
  }
}

const isSchema = (it: unknown): it is JsonSchema => typeof it === 'object' && it !== null;
const formsOf = ({ anyOf, oneOf }: JsonSchema) => (anyOf ?? oneOf) as readonly JsonSchema[] | undefined;

/** The schema with other schemas inside, in keywords that generators understand. */
const mapped = (
  schema: JsonSchema,
  place: string,
  change: (inner: JsonSchema, place: string) => JsonSchema,
): JsonSchema => {
  const known = understood(schema);
  const inside = Object.entries(known).map(([keyword, value]): [string, unknown] => {
    if (keyword === 'items' && isSchema(value)) return [keyword, change(value, `${place}[]`)];
    if (keyword === 'additionalProperties' && isSchema(value)) return [keyword, change(value, `${place}{}`)];
    if (keyword === 'anyOf' || keyword === 'oneOf')
      return [keyword, (value as JsonSchema[]).map((form, n) => change(form, `${place}|${n + 1}`))];
    if (keyword !== 'properties') return [keyword, value];
    const fields = Object.entries(value as Record<string, JsonSchema>);
    return [keyword, Object.fromEntries(fields.map(([name, it]) => [name, change(it, `${place}.${name}`)]))];
  });
  return Object.fromEntries(inside);
};

/** Objects with fields, lists of values, maps that have a name, and unions of which a part is an object. */
const needsName = (schema: JsonSchema): boolean =>
  schema.title !== undefined ||
  schema.properties !== undefined ||
  (Array.isArray(schema.enum) && schema.enum.length > 1) ||
  (isSchema(schema.additionalProperties) && schema.additionalProperties.type === 'string') ||
  isUnionOfObjects(formsOf(schema) ?? []);

/** What may also be nothing is no further form. */
const isUnionOfObjects = (forms: readonly JsonSchema[]): boolean =>
  forms.some((it) => it.properties !== undefined) && !forms.some(({ type }) => type === 'null');

const withoutWords = ({ description: _, ...schema }: JsonSchema): JsonSchema => schema;

/** The schema without its words, and with its values in one order: the same for schemas that accept the same. */
const shapeOf = (schema: JsonSchema): string => JSON.stringify(inOrder(schema));
const inOrder = (it: unknown): unknown => {
  if (Array.isArray(it)) return it.map(inOrder);
  if (!isSchema(it)) return it;
  return Object.fromEntries(
    Object.entries(understood(it))
      .filter(([keyword, value]) => keyword !== 'title' && (keyword !== 'description' || typeof value !== 'string'))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([keyword, value]) => [
        keyword,
        keyword === 'enum' || keyword === 'required' ? [...(value as string[])].sort() : inOrder(value),
      ]),
  );
};
