import type { JsonSchema } from './schemas.js';

/** Keywords for people; their wording may always change. */
const words = ['$schema', '$id', 'title', 'description', 'examples'];
const looked = ['properties', 'patternProperties', 'required', 'items', 'anyOf', 'enum', ...words];

/**
 * The changes that break readers of the reference schema, one sentence each; `[]` when there is none.
 *
 * A reader may have a column for each field, a case for each value and a length for each text. Old events stay in the
 * ledger, so the schema must be true of them, too. Within one version, therefore, only two changes are allowed: a new
 * *optional* field, and new wording for people. Every other change needs a new version.
 */
export const breakingChanges = (kept: JsonSchema, made: JsonSchema, at = 'data'): string[] => [
  ...fieldsChanged(kept, made, at),
  ...valuesChanged(kept.enum, made.enum, at),
  ...formsChanged(kept, made, at),
  ...keywordsChanged(kept, made, at),
];

const fieldsChanged = (kept: JsonSchema, made: JsonSchema, at: string): string[] => {
  const [before, after] = [kept.properties ?? {}, made.properties ?? {}];
  const [required, requiredNow] = [kept.required ?? [], made.required ?? []];
  return [
    ...Object.entries(before).flatMap(([name, schema]) =>
      after[name] ? breakingChanges(schema, after[name], `${at}.${name}`) : [`${at}.${name} is gone`],
    ),
    ...required.filter((it) => after[it] && !requiredNow.includes(it)).map((it) => `${at}.${it} may be missing now`),
    ...requiredNow
      .filter((it) => !required.includes(it))
      .map((it) => `${at}.${it} is required now, and events from before may lack it`),
  ];
};

const valuesChanged = (kept: JsonSchema['enum'], made: JsonSchema['enum'], at: string): string[] => {
  if (!kept || !made) return kept === made ? [] : [`${at} ${kept ? 'is no longer' : 'is now'} one of named values`];
  return [
    ...kept.filter((it) => !made.includes(it)).map((it) => `${at} has the value ${String(it)} no more`),
    ...made.filter((it) => !kept.includes(it)).map((it) => `${at} may be ${String(it)} now, which no reader expects`),
  ];
};

const formsChanged = (kept: JsonSchema, made: JsonSchema, at: string): string[] => {
  const [before, after] = [kept.anyOf ?? [], made.anyOf ?? []];
  if (before.length !== after.length) return [`${at} had ${before.length} forms and has ${after.length}`];
  return [
    ...before.flatMap((form, n) => breakingChanges(form, after[n]!, `${at}(${n + 1})`)),
    ...(kept.items && made.items ? breakingChanges(kept.items, made.items, `${at}[]`) : []),
    ...(kept.items || !made.items ? [] : [`${at} had no word on its entries`]),
    ...(kept.items && !made.items ? [`${at} has no word on its entries any more`] : []),
    ...patternsChanged(kept.patternProperties ?? {}, made.patternProperties ?? {}, at),
  ];
};

const patternsChanged = (
  kept: NonNullable<JsonSchema['patternProperties']>,
  made: NonNullable<JsonSchema['patternProperties']>,
  at: string,
): string[] => [
  ...Object.entries(kept).flatMap(([pattern, schema]) =>
    made[pattern] ? breakingChanges(schema, made[pattern], `${at}.*`) : [`${at} has other names of fields`],
  ),
  ...Object.keys(made).flatMap((pattern) => (kept[pattern] ? [] : [`${at} has further names of fields`])),
];

/** Type, pattern, bounds and all other keywords must stay the same. */
const keywordsChanged = (kept: JsonSchema, made: JsonSchema, at: string): string[] =>
  [...new Set([...Object.keys(kept), ...Object.keys(made)])]
    .filter((keyword) => !looked.includes(keyword))
    .filter((keyword) => JSON.stringify(kept[keyword]) !== JSON.stringify(made[keyword]))
    .map((keyword) => `${at}: ${keyword} was ${shown(kept[keyword])} and is ${shown(made[keyword])}`);

const shown = (value: unknown): string => (value === undefined ? 'not there' : JSON.stringify(value));
