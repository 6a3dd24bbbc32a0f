import type { Due } from '@jwg/platform';
import { due, textIn, type Text } from '../words.js';

/** A value in words: text by language, a due date, a list, or what it is. */
export const sayable = (value: unknown, lang?: string): string | undefined => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map((it) => sayable(it, lang)).join(', ') || 'nothing';
  if (typeof value !== 'object' || value === null) return undefined;
  if (isText(value)) return textIn(value, lang);
  if ('date' in value || 'session' in value) return due(value as Due);
  return Object.values(value)
    .map((it) => sayable(it, lang))
    .join(' ');
};

export const isText = (value: object): value is Text =>
  Object.entries(value).every(([key, it]) => /^[a-z]{2,3}(-\w+)*$/.test(key) && typeof it === 'string');
