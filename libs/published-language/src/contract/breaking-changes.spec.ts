import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { breakingChanges } from './breaking-changes.js';
import { schemas, type JsonSchema } from './schemas.js';

const kept: JsonSchema = {
  title: 'Sample',
  type: 'object',
  required: ['id', 'kind', 'due', 'by'],
  properties: {
    id: { type: 'string', maxLength: 20, description: 'an id' },
    kind: { enum: ['a', 'b'] },
    due: { type: 'object', properties: { date: { type: 'string' } } },
    by: {
      anyOf: [
        { type: 'string', const: 'forum' },
        { type: 'string', pattern: '^[A-Z]{2}$' },
      ],
    },
    notes: { type: 'array', items: { type: 'string' } },
    title: { type: 'object', patternProperties: { '^[a-z]{2}$': { type: 'string' } } },
  },
};
const { id, kind, due, by, notes, title } = kept.properties!;
const having = (properties: Record<string, JsonSchema>, more: object = {}): JsonSchema => ({
  ...kept,
  properties,
  ...more,
});
const withField = (changed: Record<string, JsonSchema>, more: object = {}) =>
  having({ ...kept.properties, ...changed }, more);

describe('The promise to readers', () => {
  it.each<[string, JsonSchema, string]>([
    ['a field is removed', having({ id: id!, kind: kind!, due: due!, by: by! }), 'data.notes is gone'],
    ['a field is renamed', having({ ...kept.properties, notes: undefined!, remarks: notes! }), 'data.notes is gone'],
    ['a required field becomes optional', { ...kept, required: ['id', 'kind', 'by'] }, 'data.due may be missing now'],
    [
      'an optional field becomes required',
      { ...kept, required: [...kept.required!, 'notes'] },
      'data.notes is required now',
    ],
    [
      'a required field is added',
      withField({ more: { type: 'string' } }, { required: [...kept.required!, 'more'] }),
      'data.more is required now',
    ],
    ['a type changes', withField({ id: { ...id, type: 'integer' } }), 'data.id: type was "string" and is "integer"'],
    ['a type is widened', withField({ id: { ...id, type: ['string', 'null'] } }), 'data.id: type was "string"'],
    ['a text may be longer', withField({ id: { ...id, maxLength: 40 } }), 'data.id: maxLength was 20 and is 40'],
    [
      'a pattern is dropped',
      withField({ by: { anyOf: [by!.anyOf![0]!, { type: 'string' }] } }),
      'data.by(2): pattern was',
    ],
    ['a value is added', withField({ kind: { enum: ['a', 'b', 'c'] } }), 'data.kind may be c now'],
    ['a value is removed', withField({ kind: { enum: ['a'] } }), 'data.kind has the value b no more'],
    [
      'values are no longer named',
      withField({ kind: { type: 'string' } }),
      'data.kind is no longer one of named values',
    ],
    [
      'a form is added',
      withField({ by: { anyOf: [...by!.anyOf!, { type: 'null' }] } }),
      'data.by had 2 forms and has 3',
    ],
    ['a nested field changes', withField({ due: { ...due, properties: {} } }), 'data.due.date is gone'],
    ['entries change', withField({ notes: { ...notes, items: { type: 'object' } } }), 'data.notes[]: type was'],
    [
      'entries may be anything',
      withField({ notes: { type: 'array' } }),
      'data.notes has no word on its entries any more',
    ],
    [
      'entries change by language',
      withField({ title: { ...title, patternProperties: { '^[a-z]{2}$': { type: 'object' } } } }),
      'data.title.*: type was',
    ],
    [
      'names of fields change',
      withField({ title: { ...title, patternProperties: { '^.*$': { type: 'string' } } } }),
      'data.title has other names',
    ],
  ])('is broken when %s', (_, made, finding) => {
    expect(breakingChanges(kept, made)).toEqual(expect.arrayContaining([expect.stringContaining(finding)]));
  });

  it.each<[string, JsonSchema]>([
    ['nothing changes', { ...kept }],
    ['an optional field is added', withField({ more: { type: 'string' } })],
    ['words are put better', withField({ id: { ...id, description: 'the id of it' } }, { title: 'Other' })],
    [
      'the order changes',
      { ...kept, required: [...kept.required!].reverse(), properties: { notes: notes!, ...kept.properties } },
    ],
  ])('is kept when %s', (_, made) => {
    expect(breakingChanges(kept, made)).toEqual([]);
  });

  it('is known to be broken or kept for every keyword dropped from any of our schemas, at any depth', () => {
    const places = Object.entries(schemas()).flatMap(([file, schema]) =>
      constraintsIn(schema).map((path) => ({ file, schema, path })),
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), ({ schema, path }) => {
        const changed = structuredClone(schema);
        const parent = path.slice(0, -1).reduce<Record<string, unknown>>((it, key) => it[key] as never, changed);
        delete parent[path.at(-1)!];
        expect(breakingChanges(schema, changed)).not.toEqual([]);
        expect(breakingChanges(changed, schema)).not.toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

/** The paths of all keywords except those for people. */
const constraintsIn = (schema: JsonSchema, path: readonly string[] = []): string[][] =>
  Object.entries(schema).flatMap(([keyword, value]) => {
    const here = [...path, keyword];
    if (['$schema', '$id', '$comment', 'title', 'description', 'required'].includes(keyword)) return [];
    if (keyword === 'items') return [here, ...constraintsIn(value as JsonSchema, here)];
    const inner = ['anyOf', 'properties', 'patternProperties'].includes(keyword)
      ? Object.entries(value as Record<string, JsonSchema>).flatMap(([name, it]) => constraintsIn(it, [...here, name]))
      : [];
    return keyword === 'properties' ? inner : [here, ...inner];
  });
