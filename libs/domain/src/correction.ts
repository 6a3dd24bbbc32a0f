import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { Refused } from '@jwg/event-sourcing';
import { catalogue, type LedgerEvent } from './catalogue.js';
import type { CommonRefusal } from './context.js';
import { fits, violations } from './violations.js';

/** One field of an earlier entry was never so. */
export interface Correction {
  readonly eventId: string;
  readonly field: string;
  readonly new: unknown;
  readonly reason: string;
}

/** For each kind of entry, the fields that can be corrected. */
export type Correctable<E extends LedgerEvent> = Readonly<Partial<Record<E['type'], readonly string[]>>>;

/** The entry with the right value, and what stands there now; `undefined` if it reads so already. */
export interface Corrected<E extends LedgerEvent> {
  readonly data: E['data'];
  readonly old: unknown;
}

/**
 * @param entry  the entry as it reads now
 * @param instead  what is done about anything else that is wrong with it
 * @throws Refused  this field cannot be corrected, or not to this value
 */
export const correctedTo = <E extends LedgerEvent>(
  { type, data }: E,
  { field, new: value }: Correction,
  fields: readonly string[] = [],
  instead = 'nothing else',
): Corrected<E> | undefined => {
  if (!fields.includes(field))
    refuse(`Of ${type} only ${fields.join(', ') || 'nothing'} can be corrected; ${instead}.`);
  const corrected = { ...data, [field]: value };
  if (!fits(catalogue[type], corrected)) refuse(unfit(catalogue[type], corrected, field));
  const old = (data as Readonly<Record<string, unknown>>)[field] ?? null;
  return Value.Equal(old, value) ? undefined : { data: corrected, old };
};

/** What of the new value does not fit, where in it, and what it has to be. */
const unfit = (schema: TSchema, corrected: unknown, field: string): string => {
  const [first] = violations(schema, corrected);
  const place = first?.field.slice(1).replaceAll('/', '.') ?? field;
  return `The new value does not fit: ${place} ${first?.rule ?? 'has another form'}.`;
};

const refuse = (detail: string): never => {
  throw new Refused<CommonRefusal>('NOT_CORRECTABLE', detail);
};
