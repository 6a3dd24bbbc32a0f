import { useLingui } from '@lingui/react/macro';
import { dateWords } from '../words/dates.js';
import { asOfKind } from './moment-words.js';
import type { Stop } from './stops.js';

/** A place on the line of time as it is heard. */
export const useStopWords = (): ((stop: Pick<Stop, 'asOf' | 'session' | 'tick'>) => string) => {
  const { t, i18n } = useLingui();
  return ({ asOf, session, tick }) => {
    const kind = asOfKind({ asOf });
    if (session) {
      const day = dateWords(session.day, 'long', i18n.locale);
      return t`Close of session ${session.ordinal}, ${day}`;
    }
    if (kind === undefined) return t`Now`;
    if ('position' in kind) {
      if (!tick) return t`Position ${kind.position}`;
      const day = dateWords(tick.day, 'long', i18n.locale);
      return t`Position ${kind.position}, ${day}`;
    }
    return 'day' in kind ? dateWords(kind.day, 'long', i18n.locale) : kind.session;
  };
};
