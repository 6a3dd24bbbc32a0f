import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { catalogue } from '@jwg/domain';
import { documentFile } from './documents.js';

type Schema = Readonly<Record<string, unknown>>;
interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly responses: Readonly<Record<string, { readonly content?: object }>>;
}

const document = JSON.parse(readFileSync(documentFile, 'utf8')) as {
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};
const { schemas } = document.components;
const operations = Object.values(document.paths).flatMap((it) => Object.values(it));

/** Every schema of the document with the place where it stands; examples are left out. */
const placed = (it: unknown, place: string): [string, Schema][] => {
  if (Array.isArray(it)) return it.flatMap((inner, n) => placed(inner, `${place}/${n}`));
  if (typeof it !== 'object' || it === null) return [];
  const inside = Object.entries(it).filter(([key]) => key !== 'examples' && key !== 'example');
  return [[place, it as Schema], ...inside.flatMap(([key, inner]) => placed(inner, `${place}/${key}`))];
};
const all = placed(document, '');
const isInline = (place: string) => !/^\/components\/schemas\/\w+$/.test(place);

/** Names of things that TypeScript, Java, Kotlin, Go, Python or C# have already. */
const taken = new Set([
  ...Object.getOwnPropertyNames(globalThis),
  ...['Boolean', 'Byte', 'Character', 'Class', 'Comparable', 'Cloneable', 'Double', 'Enum', 'Exception', 'Float'],
  ...[
    'Integer',
    'Iterable',
    'Long',
    'Module',
    'Number',
    'Object',
    'Override',
    'Package',
    'Process',
    'Record',
    'Runtime',
  ],
  ...['Short', 'String', 'System', 'Thread', 'Void', 'List', 'Set', 'Map', 'Optional', 'Date', 'File', 'Duration'],
  ...['Any', 'Pair', 'Result', 'Unit', 'Tuple', 'Type', 'Field', 'Enumeration', 'Signature', 'Provider', 'Model'],
  ...['Text', 'Source', 'Status', 'Side', 'Digest', 'Move', 'Mention', 'Silence', 'Node', 'Range', 'Comment', 'Due'],
  ...['Change', 'Draft', 'Flag', 'Problem', 'Word', 'Cell', 'Phase', 'Stop', 'Since', 'Told', 'Did'],
]);

describe('A client generated from the OpenAPI document', () => {
  it('has a type for each object, union of objects and list of values, by a name that no language has', () => {
    for (const [place, { properties, enum: values, title, oneOf, anyOf }] of all.filter(([it]) => isInline(it))) {
      if (/\/(?:properties|mapping)$/.test(place)) continue;
      expect([place, properties !== undefined]).toEqual([place, false]);
      if (place.endsWith('/schema') && !place.includes('/parameters/'))
        expect([place, oneOf ?? anyOf]).toEqual([place, undefined]);
      expect([place, Array.isArray(values) && values.length > 1]).toEqual([place, false]);
      expect([place, typeof title === 'string' && place.includes('/components/schemas/')]).toEqual([place, false]);
    }
    expect(Object.keys(schemas).filter((name) => taken.has(name))).toEqual([]);
  });

  it('knows the type of each value, how large whole numbers are, and every field of each object', () => {
    for (const [place, schema] of all) {
      if (/\/(?:properties|mapping)$/.test(place)) continue;
      if (Array.isArray(schema.enum)) expect([place, schema.type]).toEqual([place, 'string']);
      expect([place, 'const' in schema]).toEqual([place, false]);
      expect([place, schema.type]).not.toEqual([place, 'number']);
      const forms = (schema.anyOf ?? schema.oneOf ?? []) as Schema[];
      expect([place, forms.filter(({ type }) => type === 'array').length < 2]).toEqual([place, true]);
      if (schema.type === 'integer')
        expect([place, schema.format]).toEqual([place, expect.stringMatching(/^int(32|64)$/)]);
      if (schema.type === 'object' && place.startsWith('/components/schemas/'))
        expect([place, schema.additionalProperties]).toEqual([place, expect.anything()]);
    }
  });

  it('tells the events apart by their type, in each form in which they are answered', () => {
    for (const form of ['LedgerEvent', 'TimelineEntry', 'RecordedEvent', 'RehearsedEvent', 'PublishedEvent']) {
      const { oneOf, discriminator } = schemas[form] as {
        oneOf: { $ref: string }[];
        discriminator: { propertyName: string; mapping: Record<string, string> };
      };
      expect([form, discriminator.propertyName]).toEqual([form, 'type']);
      expect(Object.values(discriminator.mapping)).toEqual(oneOf.map(({ $ref }) => $ref));
      expect(oneOf.length).toBe(Object.keys(catalogue).length);
      for (const [value, reference] of Object.entries(discriminator.mapping)) {
        const { properties } = schemas[reference.split('/').at(-1)!] as { properties: Record<string, Schema> };
        expect(properties.type).toEqual({ type: 'string', enum: [value] });
        expect(value).toContain(String(properties.data!.$ref).split('/').at(-1));
      }
    }
  });

  it('has one form of success for each status of an operation, a summary, and a tag that is explained', () => {
    const tags = document.tags.map(({ name }) => name);
    for (const { summary, tags: [tag] = [], responses } of operations) {
      expect([summary, tags.includes(tag!)]).toEqual([expect.stringMatching(/\S/), true]);
      for (const { content = {} } of Object.values(responses)) expect(Object.keys(content).length).toBeLessThan(2);
    }
  });
});
