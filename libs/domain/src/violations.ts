import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { Settings } from 'typebox/system';
import { Value } from 'typebox/value';
import { shortened } from './shortened.js';

/** One way in which a value breaks its schema. */
export interface Violation {
  /** JSON pointer, `''` for the value itself. */
  readonly field: string;
  /** The rule for the field, in words. */
  readonly rule: string;
}

interface Finding {
  readonly keyword: string;
  readonly schemaPath: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** The most findings of one value: more than anybody reads, and few enough that telling them costs little. */
const MOST_FINDINGS = 500;
Settings.Set({ maxErrors: MOST_FINDINGS });

export const fits = (schema: TSchema, value: unknown): boolean =>
  !hasTooMany(schema, value) && validatorOf(schema).Check(value);

/** TypeBox counts the keys of a record after it has looked at each of them. */
const hasTooMany = ({ maxProperties }: { maxProperties?: number }, value: unknown): boolean =>
  maxProperties !== undefined &&
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length > maxProperties;

/**
 * The violations, in the order of the schema; of a very bad value the first few hundred. If a schema has a
 * `description`, the rule uses its words.
 */
export const violations = (schema: TSchema, value: unknown): Violation[] => {
  if (fits(schema, value)) return [];
  const findings = Value.Errors(schema, shortened(schema, value)) as unknown as Finding[];
  const seen = new Set<string>();
  return withoutOtherBranches(findings)
    .flatMap((finding) => violationsOf(finding, schema))
    .filter(({ field, rule }) => !seen.has(`${field} ${rule}`) && seen.add(`${field} ${rule}`));
};

const validators = new WeakMap<TSchema, Validator>();

/** Compiled at first use. A value that fits, which is nearly every one, is then checked fast. */
const validatorOf = (schema: TSchema): Validator => {
  const known = validators.get(schema) ?? Compile(schema);
  validators.set(schema, known);
  return known;
};

/**
 * A value that fits none of several forms breaks each of them somewhere. Only violations of the form that it names (by
 * its `kind` or `field`) are useful. If it names none, the choice of the form itself is the violation.
 */
const withoutOtherBranches = (findings: readonly Finding[]): Finding[] => {
  const unions = findings.filter(({ keyword }) => keyword === 'anyOf').map(({ schemaPath }) => `${schemaPath}/anyOf/`);
  const branchOf = ({ schemaPath }: Finding) => {
    const union = unions.filter((prefix) => schemaPath.startsWith(prefix)).sort((a, b) => b.length - a.length)[0];
    return union === undefined ? undefined : union + schemaPath.slice(union.length).split('/', 1)[0];
  };
  const notMeant = new Set(
    findings.filter(({ keyword }) => keyword === 'const' || keyword === 'type').flatMap((it) => branchOf(it) ?? []),
  );
  const meant = new Set(findings.flatMap((it) => branchOf(it) ?? []).filter((branch) => !notMeant.has(branch)));
  const reported = new Set([...meant].map((branch) => branch.replace(/\/anyOf\/\d+$/, '')));
  return findings.filter((finding) => {
    const branch = branchOf(finding);
    if (finding.keyword === 'anyOf') return !reported.has(finding.schemaPath);
    return branch === undefined || meant.has(branch);
  });
};

const violationsOf = ({ keyword, schemaPath, instancePath, params, message }: Finding, root: TSchema): Violation[] => {
  const schema = at(root, schemaPath) as { description?: string; enum?: string[] } | undefined;
  switch (keyword) {
    case 'additionalProperties':
      return [];
    case 'boolean': {
      const parent = at(root, schemaPath.replace(/\/[^/]+$/, '')) as { properties?: object; description?: string };
      const known = parent?.properties ? `; the fields are ${Object.keys(parent.properties).join(', ')}` : '';
      const words = parent?.properties || !parent?.description ? '' : `; it must be ${parent.description}`;
      return [{ field: instancePath, rule: `is not a field here${known}${words}` }];
    }
    case 'required':
      return (params.requiredProperties as string[]).map((name) => ({
        field: `${instancePath}/${name}`,
        rule: 'is required',
      }));
    case 'enum':
      return [{ field: instancePath, rule: `must be one of ${(params.allowedValues as string[]).join(', ')}` }];
    default:
      return [
        {
          field: instancePath,
          rule: schema?.description ? `must be ${schema.description}` : describe(keyword, params, message),
        },
      ];
  }
};

const describe = (keyword: string, { limit }: Finding['params'], message: string): string => {
  const entries = `${String(limit)} ${limit === 1 ? 'entry' : 'entries'}`;
  switch (keyword) {
    case 'minItems':
      return `must have at least ${entries}`;
    case 'maxItems':
      return `must have at most ${entries}`;
    case 'uniqueItems':
      return 'must not have the same entry twice';
    default:
      return message;
  }
};

const at = (root: TSchema, path: string): unknown =>
  path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((schema, part) => (schema as Record<string, unknown> | undefined)?.[part], root);
