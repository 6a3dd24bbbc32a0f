import * as domain from '@jwg/domain';
import type { JsonSchema } from './schema-of-types.js';

const { ForumId, SessionId, CommitmentId, StatementId, InstitutionId, Side, PartialDate, Digest } = domain;

/** The texts of one form that many schemas contain, by name. What has a `title` has its name from there. */
const common = {
  ForumId,
  SessionId,
  CommitmentId,
  StatementId,
  InstitutionId,
  SideCode: Side,
  PartialDate,
  Sha256Digest: Digest,
};

const known = new Map<string, string>();
const replaced = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(replaced);
  if (schema === null || typeof schema !== 'object') return schema;
  const name = known.get(JSON.stringify(schema));
  if (name !== undefined) return { $ref: `#/components/schemas/${name}` };
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, replaced(value)]));
};

export const sharedSchemas: Readonly<Record<string, JsonSchema>> = Object.fromEntries(
  Object.entries(common).map(([name, schema]) => {
    const inner = replaced(schema) as JsonSchema;
    known.set(JSON.stringify(schema), name);
    return [name, inner];
  }),
);

/** A schema of the domain, with references to what it shares with others. */
export const shared = (schema: object): JsonSchema => replaced(schema) as JsonSchema;
