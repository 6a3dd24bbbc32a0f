import { LedgerError } from '@jwg/event-sourcing';
import { getMetadataStorage, validateSync, type ValidationError } from 'class-validator';
import { isKeepable, normal, type Violation } from '@jwg/domain';

/** A command or query is invalid; every problem is named. */
export class Invalid extends LedgerError {
  override readonly name = 'Invalid';
  readonly kind = 'invalid';
  override readonly detail: string;
  constructor(readonly problems: readonly Violation[]) {
    super(problems.map(({ field, rule }) => `${field} ${rule}`).join('\n'));
    this.detail = inShort(problems);
  }
}

const inShort = (problems: readonly Violation[]): string => {
  const [first] = problems;
  const rest = problems.length - 1;
  const more = rest > 0 ? ` There ${rest === 1 ? 'is one problem' : `are ${rest} problems`} more.` : '';
  return first ? `${first.field || 'The body'} ${first.rule}.${more}` : 'It does not fit.';
};

/** Beyond this many problems, nothing more is looked for. */
const MOST_PROBLEMS = 500;

/**
 * A command or query from plain data: unknown fields are refused, every field is checked, nothing is dropped, and nothing
 * converted but texts to their normal form. A field that is left out (or `undefined`) has its default; `null` is not the same and is refused.
 *
 * @throws Invalid  with every problem found; of very bad input with the first few hundred
 */
export const parseInput = <T extends object>(kind: new () => T, fields: unknown): T => {
  if (fields === null || typeof fields !== 'object' || Array.isArray(fields))
    throw new Invalid([{ field: '', rule: 'must be an object' }]);
  const instance = new kind();
  const known = fieldsOf(kind);
  const problems: Violation[] = [];
  const unfit = new Set<string>();
  for (const [field, value] of Object.entries(fields)) {
    if (problems.length >= MOST_PROBLEMS) throw new Invalid(problems);
    const found = known.has(field) ? unspeakable(value, `/${field}`) : [notAField(field, known)];
    if (found.length > 0) unfit.add(field);
    else if (value !== undefined) Object.assign(instance, { [field]: normalised(value) });
    problems.push(...found);
  }
  const errors = validateSync(instance, { forbidUnknownValues: false });
  problems.push(...errors.filter(({ property }) => !unfit.has(property)).flatMap(problemsOf));
  if (problems.length > 0) throw new Invalid(problems);
  return withoutUndefined(instance);
};

const fields = new Map<new () => object, ReadonlySet<string>>();

/** The names of the fields of a command or query class: those that are checked, own and inherited. */
export const fieldsOf = (kind: new () => object): ReadonlySet<string> => {
  let own = fields.get(kind);
  if (!own) {
    const checked = getMetadataStorage().getTargetValidationMetadatas(kind, '', false, false);
    fields.set(kind, (own = new Set(checked.map(({ propertyName }) => propertyName))));
  }
  return own;
};

const notAField = (field: string, known: ReadonlySet<string>): Violation => ({
  field: `/${field}`,
  rule: `is not a field here; the fields are ${[...known].join(', ')}`,
});

const MAX_DEPTH = 16;

/** What is wrong with a text that a store, a broker or a reader would not keep as it is. */
export const unkept = (text: string, field: string): Violation[] =>
  isKeepable(text)
    ? []
    : [{ field, rule: 'must be well-formed text: no half characters (lone surrogates), no NUL and no noncharacters' }];

/** The values that no field may hold, because JSON or PostgreSQL could not keep them unchanged. */
const unspeakable = (value: unknown, field: string, depth = 1): Violation[] => {
  if (value === null) return [{ field, rule: 'must not be null; leave it out instead' }];
  if (typeof value === 'string') return unkept(value, field);
  if (typeof value !== 'object') return [];
  if (depth > MAX_DEPTH) return [{ field, rule: 'must not be nested so deeply' }];
  const found: Violation[] = [];
  for (const [key, inner] of Object.entries(value)) {
    if (found.length >= MOST_PROBLEMS) break;
    found.push(...unspeakable(inner, `${field}/${key}`, depth + 1));
  }
  return found;
};

/** The value with every text in its normal form. */
const normalised = (value: unknown): unknown => {
  if (typeof value === 'string') return normal(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(normalised);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, normalised(inner)]));
};

const problemsOf = ({ property, constraints = {} }: ValidationError): Violation[] =>
  Object.entries(constraints).flatMap(([name, message]) =>
    name === 'fits'
      ? (JSON.parse(message) as Violation[])
      : [{ field: `/${property}`, rule: message.replace(`${property} `, '') }],
  );

/** Removes the fields that were left out, so that facts made from the command carry no empty keys. */
const withoutUndefined = <T extends object>(instance: T): T => {
  for (const field of Object.keys(instance) as (keyof T)[]) if (instance[field] === undefined) delete instance[field];
  return instance;
};
