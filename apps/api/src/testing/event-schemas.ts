import { readFileSync } from 'node:fs';
import { catalogue, Metadata, schemaVersion, type EventType } from '@jwg/domain';
import { cloudEventType } from '@jwg/published-language';
import { reference } from './components.js';
import type { JsonSchema } from './schema-of-types.js';
import { shared } from './shared-schemas.js';

const string = { type: 'string' };
const place = { type: 'integer', minimum: 0 };
const places = { type: 'array', items: place };
const { occurredAt, actor, authority, source, visibility, doubts } = Metadata.properties;
const types = Object.keys(catalogue).sort() as EventType[];

/** An event of the ledger, with its envelope. */
const event = object({
  id: { type: 'string', format: 'uuid' },
  type: string,
  schemaVersion: { type: 'integer', minimum: 1, maximum: 9999 },
  stream: string,
  revision: { ...place, description: 'its place in the stream' },
  position: { ...place, description: 'its place in the ledger' },
  cursor: { ...string, description: 'its bookmark' },
  recordedAt: { type: 'string', format: 'date-time' },
  metadata: { title: 'EventMetadata', ...shared(Metadata) },
  data: {},
});

/** An event as timelines show it. */
const entry = object(
  {
    subject: { ...string, description: 'the forum, session or commitment that the event is about' },
    position: { ...place, description: 'its place in the ledger' },
    place: { ...place, description: 'its place in the order asked for, where that is not the ledger’s' },
    revision: place,
    stream: string,
    type: string,
    eventId: { type: 'string', format: 'uuid' },
    recordedAt: { type: 'string', format: 'date-time' },
    occurredAt: shared(occurredAt),
    actor: shared(actor),
    authority: shared(authority),
    source: shared(source),
    visibility: shared(visibility),
    side: { ...string, description: 'the side that acted, if a side did' },
    data: {},
    rule: { ...string, description: 'the transition by which it moved the commitment, like T9' },
    doubts: { description: 'what made it implausible; somebody confirmed it all the same', ...shared(doubts) },
    session: string,
    corrects: { ...places, description: 'the positions of the entries that it says to have been wrong' },
    correctedBy: { ...places, description: 'the positions of what says that it was wrong, in a field or altogether' },
  },
  ['place', 'side', 'rule', 'doubts', 'session', 'corrects', 'correctedBy'],
);

function object(properties: Readonly<Record<string, JsonSchema>>, optional: readonly string[] = []): JsonSchema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required, additionalProperties: false };
}

/**
 * The events in each form in which they are answered: one schema for each type with the data of that type, and one by
 * the name of the form that tells them apart by `type`.
 *
 * @param schemas  those of the types that the code answers with
 */
export const eventSchemas = (schemas: Readonly<Record<string, JsonSchema>>): Record<string, JsonSchema> => ({
  ...Object.fromEntries(types.map((type) => [type, { ...shared(catalogue[type]), description: meaningOf(type) }])),
  ...inForm('LedgerEvent', event, (type) => `${type}Event`),
  ...inForm('TimelineEntry', entry, (type) => `${type}Entry`),
  ...inForm('RecordedEvent', schemas.RecordedEvent!, (type) => `${type}Recorded`),
  ...inForm('RehearsedEvent', schemas.RehearsedEvent!, (type) => `${type}Rehearsed`),
  ...inForm(
    'PublishedEvent',
    schemas.PublishedEvent!,
    (type) => `${type}Published`,
    (type) => cloudEventType(type, schemaVersion(type)),
  ),
});

const inForm = (
  form: string,
  schema: JsonSchema,
  nameOf: (type: EventType) => string,
  valueOf: (type: EventType) => string = (type) => type,
): Record<string, JsonSchema> => ({
  [form]: {
    ...(schema.description !== undefined && { description: schema.description }),
    oneOf: types.map((type) => reference(nameOf(type))),
    discriminator: {
      propertyName: 'type',
      mapping: Object.fromEntries(types.map((type) => [valueOf(type), reference(nameOf(type)).$ref])),
    },
  },
  ...Object.fromEntries(
    types.map((type) => {
      const { description: _, properties, ...rest } = schema;
      const own = { type: { type: 'string', enum: [valueOf(type)] }, data: reference(type) };
      return [nameOf(type), { ...rest, properties: { ...(properties as object), ...own } }];
    }),
  ),
});

/** What the event means, as its published schema says. */
const meaningOf = (type: EventType): string => {
  const file = `docs/reference/schemas/${type}.v${schemaVersion(type)}.json`;
  return (JSON.parse(readFileSync(file, 'utf8')) as { description: string }).description;
};
