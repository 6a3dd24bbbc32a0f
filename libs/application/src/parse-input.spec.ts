import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { getMetadataStorage, ValidationTypes } from 'class-validator';
import { schemaOf } from './fits.js';
import { commands } from './menu.js';
import { story } from './testing/story.js';
import { fieldsOf, Invalid, parseInput } from './parse-input.js';

type Fields = Record<string, unknown>;

/** The problems that a command class finds, each as `field rule`; none when it accepts the fields. */
const problems = (kind: new () => object, fields: unknown): string[] => {
  try {
    parseInput(kind, fields);
    return [];
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return error.problems.map(({ field, rule }) => `${field} ${rule}`);
  }
};

/** The fields with problems: the first segment of each JSON pointer. */
const faults = (kind: new () => object, fields: unknown): string[] => [
  ...new Set(problems(kind, fields).map((problem) => problem.split(/[/ ]/)[1]!)),
];

const isOptional = (kind: new () => object, field: string): boolean =>
  getMetadataStorage()
    .getTargetValidationMetadatas(kind, '', false, false)
    .some(({ propertyName, type }) => propertyName === field && type === ValidationTypes.CONDITIONAL_VALIDATION);

/** Every field that the story ever uses of one command, and a provenance. */
const sampleOf = ({ name }: { name: string }): Fields => ({
  ...Object.assign({}, ...story.filter(({ command }) => command === name).map(({ fields }) => fields)),
  provenance: { occurredAt: '2022-04-20', source: { kind: 'press', reference: 'A newspaper', note: 'Page 3' } },
});

/** Copies of the fields, each with one of its texts changed. */
const withEachText = (value: unknown, change: (text: string) => unknown): unknown[] => {
  if (typeof value === 'string') return [change(value)];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    withEachText(inner, change).map((changed) =>
      Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed },
    ),
  );
};

/** Copies of the fields, each with one more member in one of its objects, the outermost included. */
const withEachObject = (value: unknown, json: string): unknown[] => {
  if (value === null || typeof value !== 'object') return [];
  const inside = Object.entries(value).flatMap(([key, inner]) =>
    withEachObject(inner, json).map((changed) =>
      Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed },
    ),
  );
  // Through JSON, because that is how a member named __proto__ gets in.
  const own = Array.isArray(value)
    ? []
    : [JSON.parse(`{${[JSON.stringify(value).slice(1, -1), json].filter(Boolean).join()}}`)];
  return [...own, ...inside];
};

/** One of these words could be the id of a forum, under which a number stands. */
const refusing = (key: string): RegExp => new RegExp(`/${key} is not a field here|/numbers/${key} must be integer`);

describe.each(commands.map((kind) => ({ name: kind.name, kind })))('$name', ({ kind }) => {
  const sample = sampleOf(kind);
  // The rules check the new value of a correction against the corrected field; here any text is accepted.
  const plain = 'new' in sample ? { ...sample, new: 'Beijing' } : sample;
  const fields = [...fieldsOf(kind)];
  const blank = new kind() as unknown as Fields;
  const required = fields.filter((field) => blank[field] === undefined && !isOptional(kind, field));

  it('takes the fields that the story gives, and adds only its defaults', () => {
    expect({ ...parseInput(kind, sample) }).toEqual({ ...JSON.parse(JSON.stringify(blank)), ...sample });
  });

  it('takes the required fields alone, and then has no empty fields', () => {
    const least = Object.fromEntries(required.map((field) => [field, sample[field]]));
    expect(Object.values(parseInput(kind, least))).not.toContain(undefined);
  });

  it('asks for each field that it requires', () => {
    expect(required).not.toEqual([]);
    for (const field of required) {
      const { [field]: _, ...rest } = sample;
      expect(problems(kind, rest)).toEqual([`/${field} is required`]);
    }
  });

  it('takes a missing list for an empty one, wherever an empty list is allowed', () => {
    for (const field of fields) {
      const { type, minItems = 0 } = schemaOf(kind.prototype as object, field) as { type?: string; minItems?: number };
      if (type === 'array' && minItems === 0)
        expect([field, blank[field]]).toEqual([field, isOptional(kind, field) ? undefined : []]);
    }
  });

  it('names all problems at once', () => {
    expect(faults(kind, { unheardOf: 1, provenance: 1 }).sort()).toEqual(
      ['unheardOf', 'provenance', ...required].sort(),
    );
  });

  it('refuses a wrong type in each field', () => {
    for (const field of fields)
      for (const wrong of [-1.5, true, [[[]]], () => 0]) {
        if (field !== 'new') expect(faults(kind, { ...sample, [field]: wrong })).toEqual([field]);
      }
  });

  it('refuses null in each field, required or not', () => {
    for (const field of fields) expect(faults(kind, { ...sample, [field]: null })).toEqual([field]);
  });

  it('refuses an unknown field, at whatever depth', () => {
    for (const key of ['unheardOf', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'statement'])
      for (const changed of withEachObject(plain, `"${key}":{"a":1}`))
        expect(problems(kind, changed)).toEqual([expect.stringMatching(refusing(key))]);
  });

  it('refuses lone surrogates, NUL and noncharacters in each text', () => {
    for (const bad of ['\ud800', '\udc00 \ud800', '\0', '\uffff', '\ufdd0', '\u{1fffe}']) {
      for (const changed of withEachText(sample, (text) => text + bad))
        expect(problems(kind, changed)).toEqual([expect.stringContaining('must be well-formed text')]);
    }
  });

  it('takes a text in whatever form for the same text', () => {
    for (const changed of withEachText(sample, (text) => `${text}e\u0301`)) {
      const composed = JSON.parse(JSON.stringify(changed).normalize('NFC')) as Fields;
      expect(problems(kind, changed)).toEqual(problems(kind, composed));
      if (problems(kind, composed).length === 0) expect(parseInput(kind, changed)).toEqual(parseInput(kind, composed));
    }
  });

  it('does not change its input', () => {
    const before = structuredClone(sample);
    parseInput(kind, sample);
    expect(sample).toEqual(before);
  });
});

describe('parseInput', () => {
  const [kind] = commands;
  const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

  it.each([[undefined], [null], ['text'], [7], [[]], [[{}]]])('refuses %j, which is not an object', (fields) => {
    expect(problems(kind!, fields)).toEqual([' must be an object']);
  });

  it('refuses input that is nested deeper than any command, however deep', () => {
    const correction = commands.find(({ name }) => name === 'CorrectRecord')!;
    for (const depth of [17, 1_000, 120_000])
      expect(faults(correction, { ...sampleOf(correction), new: nested(depth) })).toEqual(['new']);
    expect(problems(correction, { ...sampleOf(correction), new: nested(10) })).toEqual([]);
  });

  it('treats an undefined field as missing', () => {
    const schedule = commands.find(({ name }) => name === 'ScheduleSession')!;
    const fields = { sessionId: 'cpec-jwg-st.2', mode: 'virtual', venue: undefined, label: undefined };
    expect({ ...parseInput(schedule, fields) }).toEqual({
      sessionId: 'cpec-jwg-st.2',
      mode: 'virtual',
      label: 'regular',
      alsoServes: [],
    });
  });

  it('explains a refusal in the words of the schema', () => {
    const schedule = commands.find(({ name }) => name === 'ScheduleSession')!;
    expect(problems(schedule, { sessionId: 'Second', mode: 'by post', hostSide: 'PK', vanue: 'Beijing' })).toEqual([
      '/vanue is not a field here; the fields are sessionId, label, plannedOn, mode, venue, hostSide, alsoServes, numbers, provenance, confirm',
      '/sessionId must be a session id: forum and ordinal, like cpec-jwg-st.2',
      '/mode must be one of inPerson, virtual, hybrid',
    ]);
  });
});
