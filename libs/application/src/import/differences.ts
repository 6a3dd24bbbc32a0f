import { normal } from '@jwg/domain';
import type { LedgerStoredEvent } from '@jwg/platform';
import { declarationOf, type Fields } from '../on.js';
import type { LedgerCommand } from '../ledger-command.js';
import { pathAt } from './check.js';
import type { Found, Path } from './problem.js';
import type { ImportStep } from './step.js';

/**
 * Where a file contradicts what the ledger has of the same step, field by field. A field that the file leaves out
 * contradicts nothing, and a field that was corrected may have its old value or its new one.
 */
export const contradictions = (
  step: ImportStep,
  command: LedgerCommand,
  [recorded]: readonly LedgerStoredEvent[],
  corrections: readonly LedgerStoredEvent[],
): Found[] => {
  if (!recorded) return [];
  const { idField, type } = declarationOf(step.kind);
  if (step.statement !== undefined && recorded.type !== type) return [otherwise([...step.at, 'verb'], recorded.type)];
  const { provenance = {}, confirm: _confirm, [idField]: _id, ...fields } = command as LedgerCommand & Fields;
  const data = recorded.data as Fields;
  const corrected = (field: string): unknown[] =>
    corrections.flatMap(({ type, data: it }) =>
      type.endsWith('Corrected') && (it as Fields).eventId === recorded.id && (it as Fields).field === field
        ? [(it as Fields).new]
        : [],
    );
  // What was recorded without its verb may be imported again with it.
  const says = (field: string): boolean =>
    field === 'speaker' ||
    (field in step.fields && !step.assumes?.includes(field) && (field !== 'verb' || data.verb !== undefined));
  const inData = Object.entries(fields).flatMap(([field, said]) => {
    const known = [data[field], ...corrected(field)].map((it) => difference(asFarAs(it, said, field), it, `/${field}`));
    return !says(field) || known.includes(undefined) ? [] : [known.at(-1)!];
  });
  return [...inData, ...inProvenance(step, provenance, recorded)].map(({ field, recorded: was }) =>
    otherwise(pathAt(field, step.at, step.places), was),
  );
};

/** The words in those languages that the record has; a further language is added to it. */
const asFarAs = (recorded: unknown, said: unknown, field: string): unknown =>
  field === 'text' && isObject(recorded) && isObject(said)
    ? Object.fromEntries(Object.entries(said).filter(([language]) => Object.hasOwn(recorded, language)))
    : said;

/** An earlier import wrote down these as well. What was recorded by hand has the recorder as its source. */
const inProvenance = (
  { commandId, places }: ImportStep,
  { source, authority, occurredAt }: NonNullable<LedgerCommand['provenance']>,
  { metadata }: LedgerStoredEvent,
): Difference[] =>
  metadata.commandId === commandId
    ? [
        difference(source, metadata.source, '/source') && { field: '/source', recorded: metadata.source },
        difference(authority, metadata.authority, '/authority'),
        ...('occurredAt' in places ? [difference(occurredAt, metadata.occurredAt.value, '/occurredAt')] : []),
      ].filter((it) => it !== undefined)
    : [];

const otherwise = (path: Path, was: unknown): Found => ({
  path,
  code: ON_RECORD_OTHERWISE,
  rule: was === undefined ? 'is not in the record.' : `is ${shown(was)} in the record.`,
  wayOut: 'The record stays: correct it where it is wrong (CorrectRecord), or write what it says.',
});

export const ON_RECORD_OTHERWISE = 'ON_RECORD_OTHERWISE';

interface Difference {
  /** JSON pointer */
  readonly field: string;
  readonly recorded: unknown;
}

/** The first difference between what is said and what is recorded. What is not said does not differ. */
const difference = (said: unknown, recorded: unknown, field: string): Difference | undefined => {
  if (said === undefined || said === recorded || isSameText(said, recorded)) return undefined;
  if (!isObject(said) || !isObject(recorded) || Array.isArray(said) !== Array.isArray(recorded))
    return { field, recorded };
  if (Array.isArray(said) && said.length !== (recorded as unknown as unknown[]).length) return { field, recorded };
  return Object.entries(said)
    .map(([name, value]) => difference(value, (recorded as Fields)[name], `${field}/${name}`))
    .find((it) => it !== undefined);
};

/** What was recorded before texts had a normal form may have another one. */
const isSameText = (said: unknown, recorded: unknown): boolean =>
  typeof said === 'string' && typeof recorded === 'string' && normal(said) === normal(recorded);

const isObject = (value: unknown): value is object => value !== null && typeof value === 'object';

const shown = (value: unknown): string => {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
};
