import { isDeepStrictEqual } from 'node:util';
import { textIn } from './words.js';
import { isText, sayable } from './sayable.js';

type Part = Readonly<Record<string, unknown>>;

/** What became of a field, a line for each part that differs: `sample.1.c1: due: 2024-06-30 → 2024-12-31`. */
export const changeOf = (field: string, old: unknown, value: unknown, lang?: string): string[] => {
  if (isDeepStrictEqual(old ?? undefined, value ?? undefined)) return [];
  if (isParts(old) && isParts(value)) return partsChanged(old, value, lang);
  if (isTextual(old) && isTextual(value) && textIn(old, lang) === textIn(value, lang))
    return [...new Set([...Object.keys(old), ...Object.keys(value)])].flatMap((it) =>
      changeOf(`${field} (${it})`, old[it], value[it]),
    );
  return [`${field}: ${sayable(old, lang) ?? '–'} → ${sayable(value, lang) ?? '–'}`];
};

/** Undertakings go by the commitment, co-chairs and delegations by the side. */
const nameOf = ({ commitmentId, side }: Part): unknown => commitmentId ?? side;

const isParts = (value: unknown): value is readonly Part[] =>
  Array.isArray(value) && value.length > 0 && value.every((it: unknown) => isObject(it) && nameOf(it) !== undefined);

const isObject = (value: unknown): value is Part => typeof value === 'object' && value !== null;
const isTextual = (value: unknown): value is Readonly<Record<string, string>> => isObject(value) && isText(value);

const partsChanged = (old: readonly Part[], value: readonly Part[], lang?: string): string[] =>
  [...new Set([...old, ...value].map(nameOf))].flatMap((name) => {
    const [before, after] = [old, value].map((all) => all.find((it) => nameOf(it) === name));
    if (!before || !after) return changeOf(String(name), before, after, lang);
    return Object.keys({ ...before, ...after }).flatMap((key) =>
      changeOf(`${String(name)}: ${key}`, before[key], after[key], lang),
    );
  });
