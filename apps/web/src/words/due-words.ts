import { useLingui } from '@lingui/react/macro';
import { dateWords } from './dates.js';
import { ordinalIn } from './ids.js';

export interface DueAt {
  readonly date?: string;
  readonly session?: string;
}

/** A due date in words: a day, month or year, a session, or the earlier of both. */
export const useDueWords = (): ((due: DueAt, length?: 'short' | 'long') => string) => {
  const { t } = useLingui();
  return ({ date, session }, length = 'long') => {
    const day = date === undefined ? undefined : dateWords(date, length);
    if (session === undefined) return day ?? '';
    const ordinal = ordinalIn(session);
    return day === undefined ? t`session ${ordinal}` : t`${day}, or session ${ordinal} if that is earlier`;
  };
};
