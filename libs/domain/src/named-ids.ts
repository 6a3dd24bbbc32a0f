import type { TSchema } from 'typebox';
import type { Fact } from '@jwg/event-sourcing';
import { catalogue } from './catalogue.js';
import { isCommitmentId } from './ids.js';
import { CommitmentId } from './vocabulary.js';

/** The path from an event's data to a value: names of fields, and `*` for each item of a list. */
type Path = readonly string[];

const { pattern: COMMITMENT_ID } = CommitmentId as { pattern?: string };

/** The paths at which the schema has commitment ids. */
const pathsIn = (schema: TSchema, path: Path = []): Path[] => {
  const { pattern, properties, items } = schema as { pattern?: string; properties?: object; items?: TSchema };
  if (pattern === COMMITMENT_ID) return [path];
  if (items) return pathsIn(items, [...path, '*']);
  return Object.entries(properties ?? {}).flatMap(([field, inner]) => pathsIn(inner as TSchema, [...path, field]));
};

/** The values at the end of a path; none if the data have another shape. */
const valuesAt = (value: unknown, [field, ...rest]: Path): unknown[] => {
  if (field === undefined) return [value];
  if (field === '*') return Array.isArray(value) ? value.flatMap((item) => valuesAt(item, rest)) : [];
  return isRecord(value) && Object.hasOwn(value, field) ? valuesAt(value[field], rest) : [];
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object';

/** References may be of several kinds, so the schema of a statement does not show which of them are commitments. */
const REFERENCES: Path = ['refersTo', '*'];

const pathsByType = new Map<string, Path[]>(
  Object.entries(catalogue).map(([type, schema]) => [type, [REFERENCES, ...pathsIn(schema)]]),
);

/**
 * The commitments that a fact names in its data, each once, in no particular order. It looks at fields whose schema is
 * that of a commitment id, and at references. So a new kind of event need not be listed here.
 */
export const commitmentsNamedIn = ({ type, data }: Fact): string[] => {
  const named = (pathsByType.get(type) ?? []).flatMap((path) => valuesAt(data, path));
  return [...new Set(named.filter((it): it is string => typeof it === 'string' && isCommitmentId(it)))];
};
