import { mkdirSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { schemaVersion } from '@jwg/domain';
import { samples, storedSample } from '@jwg/domain/samples';
import { evolveStatus } from '../commitment-status.js';
import { breakingChanges } from './breaking-changes.js';
import { eventTypes, schemaFile, schemas, type JsonSchema } from './schemas.js';
import { compared, inFile, pathOf, updating } from './testing/reference.js';
import { validating } from './testing/validating.js';

const made = schemas();
const files = Object.keys(made);
if (updating) mkdirSync(pathOf('schemas'), { recursive: true });

const ajv = validating(...Object.values(made));

/** The changes that break readers of the published schema; empty for a new schema. */
const broken = (file: string): string[] => {
  const before = inFile(`schemas/${file}`);
  return before === undefined ? [] : breakingChanges(JSON.parse(before) as JsonSchema, made[file]!);
};
const advice = (file: string) =>
  `${file} breaks its readers. Undo it, or raise the version: an upcaster in libs/domain/src/upcasters.ts for an ` +
  'event; the version and the topic for CommitmentStatus. The kept file stays for the old version.';

/** The places of objects without a title, but for the whole, whose title is the event's type. */
const untitled = (it: unknown, at = ''): string[] => {
  if (typeof it !== 'object' || it === null) return [];
  const { properties, patternProperties, additionalProperties, title } = it as JsonSchema;
  const isObject = properties ?? patternProperties ?? (typeof additionalProperties === 'object' || undefined);
  return [
    ...(isObject && title === undefined ? [at] : []),
    ...Object.entries(it).flatMap(([key, part]) => untitled(part, `${at}/${key}`)),
  ];
};

describe('The published schema', () => {
  it.each(files)('%s breaks no promise to its readers', (file) => {
    if (broken(file).length > 0) throw new Error([advice(file), ...broken(file)].join('\n- '));
  });

  it.each(files)(
    '%s is the file in docs/reference (UPDATE_REFERENCE=1 npm test -- libs/published-language renews it)',
    async (file) => {
      // An update never writes a schema that breaks readers.
      if (broken(file).length > 0) throw new Error(advice(file));
      const it = await compared(`schemas/${file}`, JSON.stringify(made[file]));
      expect(it.kept).toBe(it.made);
    },
  );

  it('exists for every version there ever was, and for nothing else', () => {
    const versions = eventTypes.flatMap((type) =>
      Array.from({ length: schemaVersion(type) }, (_, n) => schemaFile(type, n + 1)),
    );
    expect(readdirSync(pathOf('schemas')).sort()).toEqual([...versions, schemaFile('CommitmentStatus', 1)].sort());
  });

  it.each(eventTypes)(
    'of %s accepts its sample, also with an unknown field, but not without a required one',
    (type) => {
      const check = ajv.getSchema(`/schemas/${schemaFile(type, schemaVersion(type))}`)!;
      const data = samples[type];
      expect([check(data), check.errors]).toEqual([true, null]);
      expect(check({ ...data, later: 1 })).toBe(true);
      for (const name of made[schemaFile(type, schemaVersion(type))]!.required ?? [])
        expect(check({ ...data, [name]: undefined })).toBe(false);
    },
  );

  it.each(files)('%s has a title for each object in it, since generators make a type of each', (file) => {
    expect(untitled(made[file])).toEqual([]);
  });

  it('of a status accepts a status', () => {
    const status = evolveStatus(undefined, storedSample('CommitmentRegistered'));
    const check = ajv.getSchema('/schemas/CommitmentStatus.v1.json')!;
    expect([check(JSON.parse(JSON.stringify(status))), check.errors]).toEqual([true, null]);
  });

  it.each(files)('%s says what it is and what each field means', (file) => {
    const { description, properties } = made[file]!;
    expect(description).toMatch(/^[A-Z].+\.$/);
    for (const [name, field] of Object.entries(properties!))
      expect([name, field.description]).toEqual([name, expect.any(String)]);
  });
});
