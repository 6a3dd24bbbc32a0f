import { Type, type TSchema } from 'typebox';
import { catalogue } from './catalogue.js';
import { attendance } from './session/events.js';
import { PERSONAL, PersonName, Speaker, Words } from './vocabulary.js';

/** What becomes of a text that names a person, or of one that may quote such a name. */
export interface TextChange {
  name(text: string): string;
  words(text: string): string;
}

type Changed = (value: unknown, change: TextChange) => unknown;

/** The fields of entries that name persons, by the names that a correction gives them. */
const corrected: Readonly<Record<string, TSchema>> = {
  speaker: Speaker,
  coChairs: attendance.coChairs,
  signatory: PersonName,
};

/**
 * The data of an event with every personal text changed, by the marks in its schema. What corrections quote is of the
 * field that they correct.
 */
export const withPersonalTexts = (type: string, data: unknown, change: TextChange): unknown => {
  const own = changeOf(type)?.(data, change) ?? data;
  return quoting.has(type) ? withQuoted(own as Quoting, change) : own;
};

/** Whether events of this type can name a person. */
export const namesPersons = (type: string): boolean => known(type).names;

interface Quoting {
  readonly field: string;
  readonly side?: string;
  readonly old: unknown;
  readonly new: unknown;
  readonly counts?: { readonly type: string; readonly data: unknown };
}

const quoting: ReadonlySet<string> = new Set(['RecordCorrected', 'CorrectionAgreedBySide', 'ForumCorrected']);

const withQuoted = (data: Quoting, change: TextChange): Quoting => {
  const value = correctedValue(data);
  const { counts } = data;
  return {
    ...data,
    ...(value && { old: value(data.old, change), new: value(data.new, change) }),
    ...(counts && { counts: { ...counts, data: withPersonalTexts(counts.type, counts.data, change) } }),
  };
};

const ofCorrected = new Map<string, Changed | undefined>();

/** Of a forum, only a co-chair is called by a plain text: forums and institutions have names in languages. */
const correctedValue = ({ field, side, old, new: value }: Quoting): Changed | undefined => {
  if (field === 'name')
    return side !== undefined && typeof (old ?? value) === 'string' ? ofSchema(PersonName) : undefined;
  if (!Object.hasOwn(corrected, field)) return undefined;
  if (!ofCorrected.has(field)) ofCorrected.set(field, ofSchema(corrected[field]!));
  return ofCorrected.get(field);
};

const ofType = new Map<string, { readonly change: Changed | undefined; readonly names: boolean }>();

const known = (type: string) => {
  let it = ofType.get(type);
  if (!it) {
    const schema = (catalogue as Readonly<Record<string, TSchema | undefined>>)[type] ?? Type.Unknown();
    const isMarked = JSON.stringify(schema).includes(JSON.stringify(PERSONAL));
    const names = isMarked || quoting.has(type);
    ofType.set(type, (it = { names, change: names ? ofSchema(schema) : undefined }));
  }
  return it;
};
const changeOf = (type: string) => known(type).change;

/** What changes the personal texts in a value of this schema; `undefined` when it cannot have any. */
const ofSchema = (schema: TSchema): Changed | undefined => {
  const it = schema as unknown as Shape;
  if (it.$comment === PERSONAL) return (value, change) => (typeof value === 'string' ? change.name(value) : value);
  if (it.type === 'string')
    return it.format === 'visible-text' && it.maxLength === (Words as unknown as Shape).maxLength
      ? (value, change) => (typeof value === 'string' ? change.words(value) : value)
      : undefined;
  if (it.anyOf) return inTurn(it.anyOf.map(ofSchema));
  if (it.items) return ofItems(ofSchema(it.items));
  const [each] = Object.values(it.patternProperties ?? {}).map(ofSchema);
  if (each) return (value, change) => mapValues(value, (inner) => each(inner, change));
  return ofFields(it.properties ?? {});
};

interface Shape {
  readonly $comment?: string;
  readonly type?: string;
  readonly format?: string;
  readonly maxLength?: number;
  readonly anyOf?: readonly TSchema[];
  readonly items?: TSchema;
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly patternProperties?: Readonly<Record<string, TSchema>>;
}

const inTurn = (changes: readonly (Changed | undefined)[]): Changed | undefined => {
  const some = changes.filter((it) => it !== undefined);
  if (some.length === 0) return undefined;
  return (value, change) => {
    for (const each of some) {
      const next = each(value, change);
      if (next !== value) return next;
    }
    return value;
  };
};

const ofItems = (each: Changed | undefined): Changed | undefined =>
  each && ((value, change) => (Array.isArray(value) ? value.map((inner) => each(inner, change)) : value));

const ofFields = (properties: Readonly<Record<string, TSchema>>): Changed | undefined => {
  const fields = Object.entries(properties).flatMap(([name, schema]) => {
    const each = ofSchema(schema);
    return each ? [[name, each] as const] : [];
  });
  if (fields.length === 0) return undefined;
  return (value, change) => {
    if (!isObject(value)) return value;
    const next: Record<string, unknown> = { ...value };
    let differs = false;
    for (const [name, each] of fields) {
      if (next[name] === undefined) continue;
      const changed = each(next[name], change);
      differs ||= changed !== next[name];
      next[name] = changed;
    }
    return differs ? next : value;
  };
};

const mapValues = (value: unknown, each: (inner: unknown) => unknown): unknown => {
  if (!isObject(value)) return value;
  const next = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, each(inner)]));
  return Object.entries(next).some(([name, inner]) => inner !== value[name]) ? next : value;
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
