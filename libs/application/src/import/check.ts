import { senses, violations, type Violation } from '@jwg/domain';
import { Invalid, parseInput } from '../parse-input.js';
import type { LedgerCommand } from '../ledger-command.js';
import { parts, type RecordFile } from './format.js';
import { pathOf, type Found, type Path } from './problem.js';
import { MAX_BYTES } from './read-file.js';
import type { ImportStep } from './step.js';

/** The violations of the format, part by part and entry by entry. */
export function* unfit(file: RecordFile): Generator<Found[]> {
  for (const { at, schema } of parts)
    for (const [entry, path] of entriesOf(file, at)) yield violations(schema, entry).map((it) => found(it, path));
}

/** Every entry of a list, or of a list in each entry of a list, with its place. */
const entriesOf = (value: unknown, lists: readonly string[], path: Path = []): [unknown, Path][] => {
  const [name, ...inner] = lists;
  if (name === undefined) return [[value, path]];
  const list = value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[name] : undefined;
  return Array.isArray(list) ? list.flatMap((entry, n) => entriesOf(entry, inner, [...path, name, n])) : [];
};

const found = ({ field, rule }: Violation, at: Path, places?: ImportStep['places']): Found => ({
  path: pathAt(field, at, places),
  rule,
});

/** The path in the file of the command's field that a JSON pointer names. */
export const pathAt = (pointer: string, at: Path, places: ImportStep['places'] = {}): Path => {
  const [name, ...rest] = pathOf(pointer);
  if (name === undefined) return at;
  return [...at, ...(Object.hasOwn(places, name) ? places[name]! : [name]), ...rest];
};

/** The command of a step; when its fields are invalid, all their problems instead. */
export const commandOfStep = ({ kind, fields, at, places, meaning }: ImportStep): LedgerCommand | Found[] => {
  try {
    return parseInput(kind, fields);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    // Source, authority and dates have their own places in the file, and the check of the format covers those.
    return error.problems
      .filter(({ field }) => !field.startsWith('/provenance'))
      .map((problem) => ({ ...found(problem, at, places), ...wayOutFor(problem, meaning) }));
  }
};

/** A field is missing, or too many, because of what the verb means. */
const wayOutFor = ({ rule }: Violation, meaning: ImportStep['meaning']): Pick<Found, 'wayOut'> =>
  meaning && /^is (?:required|not a field)/.test(rule)
    ? { wayOut: `Give what “${meaning.word}” needs: ${senses[meaning.sense].needs ?? 'nothing beside `text`'}.` }
    : {};

/** The most bytes that all commands of one file may have together, with the sources that they take from around them. */
export const MAX_BYTES_OF_COMMANDS = 4 * MAX_BYTES;

/** Says so if the commands of a file have too many bytes: a long source of the file is repeated by each of them. */
export const tooMuch = (steps: readonly ImportStep[]): Found | undefined => {
  let bytes = 0;
  for (const { fields, at } of steps) {
    bytes += Buffer.byteLength(JSON.stringify(fields));
    if (bytes > MAX_BYTES_OF_COMMANDS)
      return {
        path: at,
        rule: `The commands of this file have more than ${MAX_BYTES_OF_COMMANDS} bytes, counting the source of each.`,
        wayOut: 'Divide the file, or shorten the source that its entries share.',
      };
  }
  return undefined;
};

/** The steps that occur twice in one file; the problem is reported at the second one. */
export const repeated = (steps: readonly ImportStep[]): ReadonlyMap<ImportStep, Found> => {
  const first = new Map<string, ImportStep>();
  const again = new Map<ImportStep, Found>();
  for (const step of steps) {
    const known = first.get(step.commandId);
    if (known === undefined) first.set(step.commandId, step);
    else
      again.set(step, {
        path: step.at,
        rule: `is given twice in this file: ${step.kind.name} for ${step.subject}`,
        wayOut: 'Keep one of the two.',
      });
  }
  return again;
};
