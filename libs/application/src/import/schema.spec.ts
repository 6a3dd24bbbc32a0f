import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Value } from 'typebox/value';
import type { TSchema } from 'typebox';
import { parse } from 'yaml';
import { importSchema } from './schema.js';

const file = 'docs/reference/import.schema.json';
if (process.env.UPDATE_REFERENCE) writeFileSync(file, importSchema());
const kept = readFileSync(file, 'utf8');

describe('the JSON Schema of the format', () => {
  it('is the one in docs/reference (UPDATE_REFERENCE=1 npm test -- import/schema renews it)', () => {
    expect(kept).toBe(importSchema());
  });

  const examples = ['docs/examples/cpec', 'docs/examples/sample'].flatMap((folder) =>
    readdirSync(folder).map((name) => `${folder}/${name}`),
  );
  it.each(examples)('accepts the example %s', (name) => {
    const record: unknown = parse(readFileSync(name, 'utf8'));
    expect(Value.Check(JSON.parse(kept) as TSchema, record)).toBe(true);
  });

  it('refuses a field that the format does not have', () => {
    expect(Value.Check(JSON.parse(kept) as TSchema, { colour: 'red' })).toBe(false);
  });
});
