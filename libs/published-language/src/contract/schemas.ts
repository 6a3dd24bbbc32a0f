import { catalogue, ownFormats, schemaVersion, type EventType } from '@jwg/domain';
import { CommitmentStatus } from '../commitment-status.js';
import { schemaPath } from '../names.js';
import { meaningOfField } from './field-meanings.js';
import { meanings } from './meanings.js';

/** A JSON Schema as plain data, with the keywords that these schemas use. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
}

export const eventTypes = Object.keys(catalogue) as EventType[];

/** The file name of a schema, for example `DecisionTaken.v1.json`. */
export const schemaFile = (type: EventType | 'CommitmentStatus', version: number): string =>
  schemaPath(type, version).slice('/schemas/'.length);

/**
 * The published schemas by file name: the data of every event in its present version, and a commitment's status. Each
 * schema is complete in itself, without references.
 */
export const schemas = (): Record<string, JsonSchema> => ({
  ...Object.fromEntries(
    eventTypes.map((type) => [schemaFile(type, schemaVersion(type)), schemaOf(type, schemaVersion(type))]),
  ),
  [schemaFile('CommitmentStatus', 1)]: published(
    'CommitmentStatus',
    1,
    CommitmentStatus as unknown as JsonSchema,
    'The whole current status of one commitment, as everybody sees it.',
  ),
});

const schemaOf = (type: EventType, version: number): JsonSchema =>
  published(type, version, catalogue[type] as unknown as JsonSchema, meanings[type]);

const published = (
  type: EventType | 'CommitmentStatus',
  version: number,
  schema: JsonSchema,
  description: string,
): JsonSchema => {
  const { properties, ...rest } = asRead(schema);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: schemaPath(type, version),
    title: type,
    description,
    ...rest,
    properties: Object.fromEntries(
      Object.entries(properties!).map(([name, it]) => [name, describedIn(type, name, it)]),
    ),
  };
};

/** Puts the field's meaning in this event before the general description of its type. */
const describedIn = (type: string, name: string, schema: JsonSchema): JsonSchema => {
  const words = type === 'CommitmentStatus' && schema.description ? undefined : meaningOfField(type, name);
  if (words === undefined) return schema;
  const { description: shape, ...rest } = schema;
  return { ...rest, description: shape === undefined || schema.anyOf ? words : `${words}: ${shape}` };
};

/**
 * Turns the schema for writing into one for reading. Objects are open, because later versions may add fields. Formats
 * that only the ledger knows are removed; the patterns beside them remain. How many languages a text may have binds
 * writers only: events from before that limit stay as they are.
 */
const asRead = (schema: JsonSchema): JsonSchema => {
  const open = { ...(JSON.parse(JSON.stringify(schema)) as Record<string, unknown>) };
  if (schema.properties) delete open.additionalProperties;
  delete open.maxProperties;
  delete open.propertyNames;
  if (ownFormats.includes(schema.format)) delete open.format;
  if (schema.enum) open.type = 'string'; // every enumeration is one of words
  return {
    ...open,
    ...(schema.properties && { properties: each(schema.properties) }),
    ...(schema.patternProperties && { patternProperties: each(schema.patternProperties) }),
    ...(schema.items && { items: asRead(schema.items) }),
    ...(schema.anyOf && { anyOf: schema.anyOf.map(asRead) }),
  };
};

const each = (schemasByName: Readonly<Record<string, JsonSchema>>) =>
  Object.fromEntries(Object.entries(schemasByName).map(([name, it]) => [name, asRead(it)]));
