import type { Dice } from './dice.ts';
import { anyLanguages, anyText, shownText } from './texts.ts';

type Path = readonly (string | number)[];

/** One value of an input that is replaced. */
export interface Change {
  readonly path: Path;
  readonly to: unknown;
}

/** Ids, days, digests and words of a list: what is no text of somebody's own. */
const FORMAL = /^(?:[a-z][\w-]*(?:\.\d+(?:\.[cs]\d+)?)?|\d{4}[\d-]*|[A-Z]+|sha256:.*|[0-9a-f-]{36})$/;

interface Place {
  readonly path: Path;
  readonly isLanguages: boolean;
  readonly isFormal: boolean;
}

const placesIn = (value: unknown, path: Path = []): Place[] => {
  if (typeof value === 'string') return [{ path, isLanguages: false, isFormal: FORMAL.test(value) }];
  if (value === null || typeof value !== 'object') return [];
  const entries = Object.entries(value);
  const isLanguages =
    !Array.isArray(value) && entries.every(([name, it]) => /^[a-z]{2}$/.test(name) && typeof it === 'string');
  const inner = entries.flatMap(([name, it]) => placesIn(it, [...path, Array.isArray(value) ? Number(name) : name]));
  return isLanguages && entries.length > 0 ? [{ path, isLanguages, isFormal: false }, ...inner] : inner;
};

/** One to three changes of a value's texts; now and then of its ids too, where they pass a door. */
export const anyChanges = (dice: Dice, value: unknown, withIds: boolean): Change[] => {
  const places = placesIn(value);
  const texts = places.filter(({ isFormal }) => !isFormal);
  const count = 1 + dice.below(3);
  if (texts.length === 0 && !withIds) return [];
  return Array.from({ length: count }, () => dice.of(texts.length === 0 || (withIds && dice.once(10)) ? places : texts))
    .filter((it) => it !== undefined)
    .map(({ path, isLanguages }) => ({ path, to: isLanguages ? anyLanguages(dice) : anyText(dice) }));
};

/** A copy of the value with the changes. */
export const changed = <T>(value: T, changes: readonly Change[]): T =>
  changes.reduce<T>((it, { path, to }) => replaced(it, path, to) as T, value);

const replaced = (value: unknown, [first, ...rest]: Path, to: unknown): unknown => {
  if (first === undefined) return to;
  if (value === null || typeof value !== 'object') return value; // another change took its place
  const inner = replaced((value as Record<string | number, unknown>)[first], rest, to);
  return Array.isArray(value) ? value.with(Number(first), inner) : { ...value, [first]: inner };
};

export const shownChange = ({ path, to }: Change): string => {
  const shown =
    typeof to === 'string'
      ? shownText(to)
      : `{ ${Object.entries(to as Record<string, string>)
          .slice(0, 2)
          .map(([name, text]) => `${name}: ${shownText(text)}`)
          .join(', ')} … in ${Object.keys(to as object).length} languages }`;
  return `/${path.join('/')} = ${shown}`;
};
