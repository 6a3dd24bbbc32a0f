import type { JsonSchema } from './schemas.js';

/** Keywords for people; their wording may always change. */
const words = ['$schema', '$id', '$comment', 'title', 'description', 'examples'];
const looked = ['properties', 'patternProperties', 'required', 'items', 'anyOf', 'enum', ...words];

/**
 * The changes that break readers of the published schema, one sentence each; `[]` when there is none.
 *
 * A reader may have a column for each field, a case for each value and a length for each text. Old events stay in the
 * ledger, so the schema must be true of them, too. Within one version, therefore, only two changes are allowed: a new
 * *optional* field, and new wording for people. Every other change needs a new version.
 */
export const breakingChanges = (published: JsonSchema, current: JsonSchema, at = 'data'): string[] => [
  ...fieldsChanged(published, current, at),
  ...valuesChanged(published.enum, current.enum, at),
  ...formsChanged(published, current, at),
  ...keywordsChanged(published, current, at),
];

const fieldsChanged = (published: JsonSchema, current: JsonSchema, at: string): string[] => {
  const [before, after] = [published.properties ?? {}, current.properties ?? {}];
  const [required, requiredNow] = [published.required ?? [], current.required ?? []];
  return [
    ...Object.entries(before).flatMap(([name, schema]) =>
      after[name] ? breakingChanges(schema, after[name], `${at}.${name}`) : [`${at}.${name} is gone`],
    ),
    ...required
      .filter((name) => after[name] && !requiredNow.includes(name))
      .map((name) => `${at}.${name} may be missing now`),
    ...requiredNow
      .filter((name) => !required.includes(name))
      .map((name) => `${at}.${name} is required now, and events from before may lack it`),
  ];
};

const valuesChanged = (published: JsonSchema['enum'], current: JsonSchema['enum'], at: string): string[] => {
  if (!published || !current)
    return published === current ? [] : [`${at} ${published ? 'is no longer' : 'is now'} one of named values`];
  return [
    ...published
      .filter((value) => !current.includes(value))
      .map((value) => `${at} has the value ${String(value)} no more`),
    ...current
      .filter((value) => !published.includes(value))
      .map((value) => `${at} may be ${String(value)} now, which no reader expects`),
  ];
};

const formsChanged = (published: JsonSchema, current: JsonSchema, at: string): string[] => {
  const [before, after] = [published.anyOf ?? [], current.anyOf ?? []];
  if (before.length !== after.length) return [`${at} had ${before.length} forms and has ${after.length}`];
  return [
    ...before.flatMap((form, n) => breakingChanges(form, after[n]!, `${at}(${n + 1})`)),
    ...(published.items && current.items ? breakingChanges(published.items, current.items, `${at}[]`) : []),
    ...(published.items || !current.items ? [] : [`${at} had no word on its entries`]),
    ...(published.items && !current.items ? [`${at} has no word on its entries any more`] : []),
    ...patternsChanged(published.patternProperties ?? {}, current.patternProperties ?? {}, at),
  ];
};

const patternsChanged = (
  published: NonNullable<JsonSchema['patternProperties']>,
  current: NonNullable<JsonSchema['patternProperties']>,
  at: string,
): string[] => [
  ...Object.entries(published).flatMap(([pattern, schema]) =>
    current[pattern] ? breakingChanges(schema, current[pattern], `${at}.*`) : [`${at} has other names of fields`],
  ),
  ...Object.keys(current).flatMap((pattern) => (published[pattern] ? [] : [`${at} has further names of fields`])),
];

/** Type, pattern, bounds and all other keywords must stay the same. */
const keywordsChanged = (published: JsonSchema, current: JsonSchema, at: string): string[] =>
  [...new Set([...Object.keys(published), ...Object.keys(current)])]
    .filter((keyword) => !looked.includes(keyword))
    .filter((keyword) => JSON.stringify(published[keyword]) !== JSON.stringify(current[keyword]))
    .map((keyword) => `${at}: ${keyword} was ${shown(published[keyword])} and is ${shown(current[keyword])}`);

const shown = (value: unknown): string => (value === undefined ? 'not there' : JSON.stringify(value));
