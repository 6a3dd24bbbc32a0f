import { Trans } from '@lingui/react/macro';
import { dateWords } from './dates.js';
import { useDueWords } from './due-words.js';
import { Words, type Text } from './text.js';

/** Any value that a correction or a signed text changed: a text, a date, a due date, a list; else as it is stored. */
export const ValueWords = ({ of }: { of: unknown }): React.ReactNode => {
  const due = useDueWords();
  if (of === undefined || of === null) return <Trans>nothing</Trans>;
  if (typeof of === 'string') return <bdi>{/^\d{4}(-\d\d){0,2}$/.test(of) ? dateWords(of) : of}</bdi>;
  if (typeof of === 'number') return <bdi>{of}</bdi>;
  if (isText(of)) return <Words of={of} />;
  if (isDue(of)) return due(of);
  return <bdi className="code">{JSON.stringify(of)}</bdi>;
};

const entriesAre = (of: unknown, names: RegExp): boolean =>
  typeof of === 'object' &&
  of !== null &&
  !Array.isArray(of) &&
  Object.entries(of).every(([name, value]) => names.test(name) && typeof value === 'string');

const isText = (of: unknown): of is Text => entriesAre(of, /^[a-z]{2,3}$/);
const isDue = (of: unknown): of is { date?: string; session?: string } => entriesAre(of, /^(date|session)$/);
