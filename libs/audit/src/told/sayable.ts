import type { Due } from '@jwg/domain';
import { due, textIn, type Text } from './words.js';

export type Data = Readonly<Record<string, unknown>>;

/** What the data of an event are read with. */
export interface Reader {
  readonly lang?: string;
  /** What an event id of the same page stands for: the statement that a correction is about. */
  readonly named: (eventId: string) => string;
}

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

export const listed = (value: unknown): string =>
  [value]
    .flat()
    .map((it) => (typeof it === 'string' ? it : ((it as { commitmentId?: string } | null)?.commitmentId ?? '')))
    .filter(Boolean)
    .join(', ');
