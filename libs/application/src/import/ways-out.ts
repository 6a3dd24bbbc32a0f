import { wayOutOf } from '@jwg/domain';
import type { Values } from './convert.js';
import type { Found } from './problem.js';
import { wayOutOf as wayOutOfQuotes } from './quoted.js';

/** By what the rule says; the first that fits. */
const byRule: readonly (readonly [RegExp, string])[] = [
  [/^is required/, 'Add the field.'],
  [/^is not a field/, 'Correct its name, or leave it out.'],
  [/^must be one of/, 'Take one of these.'],
  [/^must|^is a /, 'Correct the value.'],
  [/control character|half a character/, 'Delete it.'],
  [/bytes|values|marks and words/, 'Divide the file.'],
  [/anchor|alias/, 'Write out what the alias stands for.'],
];
const ELSE = 'Correct it; docs/reference/import.md explains every message.';

/** What can be done about a problem of a file: each has something. */
export const wayOutFor = ({ wayOut, code, rule }: Omit<Found, 'path'>, ofValue?: string): string =>
  wayOut ?? ofValue ?? wayOutOf(code) ?? byRule.find(([says]) => says.test(rule))?.[1] ?? ELSE;

export const wayOutIn = (values: Values, found: Found): string =>
  wayOutFor(found, wayOutOfQuotes(values, found.path, found.rule));
