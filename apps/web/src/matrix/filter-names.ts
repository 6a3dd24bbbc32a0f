import type { I18n, MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { OverallStatus as Status } from '../api/types.gen.js';
import { flagWords } from '../words/flag-words.js';
import type { FlagName } from '../words/flag.js';
import { kindNames, type Kind } from '../words/kind-words.js';
import { statusWords } from '../words/status-words.js';
import { textIn } from '../words/text.js';
import type { FilterName, MatrixSearch } from './matrix-search.js';
import type { Sheet } from './sheet.js';

export const filterWords: Readonly<Record<FilterName, MessageDescriptor>> = {
  institution: msg`Institution`,
  side: msg`Side`,
  kind: msg`Kind`,
  status: msg`Status`,
  flag: msg`Flag`,
  q: msg`Words`,
};

/** Commitments of which more is expected. */
export const openStatuses: readonly Status[] = [
  'proposed',
  'notStarted',
  'inProgress',
  'onHold',
  'reportedComplete',
  'referred',
];

/** One value of a filter in words. */
export const valueWords = (_: I18n['_'], name: FilterName, value: string, sheet: Sheet): string => {
  if (name === 'kind') return _(kindNames[value as Kind]);
  if (name === 'status') return _(statusWords[value as Status]);
  if (name === 'flag') return _(flagWords[value as FlagName]);
  if (name === 'side') return textIn(sheet.sides.find(({ side }) => side === value)?.name ?? { en: value }).words;
  if (name === 'institution') return sheet.institutions.get(value)?.short ?? value;
  return `“${value}”`;
};

/** What a filter is set to; undefined when it is not set. */
export const setTo = (_: I18n['_'], name: FilterName, search: MatrixSearch, sheet: Sheet): string | undefined => {
  const values = [search[name] ?? []].flat();
  const [first] = values;
  if (first === undefined) return undefined;
  const isOpen =
    name === 'status' && values.length === openStatuses.length && openStatuses.every((it) => values.includes(it));
  if (isOpen) return _(msg`open`);
  if (values.length === 1) return valueWords(_, name, first, sheet);
  const count = values.length;
  return _(msg`${count} chosen`);
};

/** One who asks for one value or for several. */
export const takesSeveral: ReadonlySet<FilterName> = new Set<FilterName>(['kind', 'status', 'flag']);
