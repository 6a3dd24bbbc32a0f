import { useCallback } from 'react';
import { useLingui } from '@lingui/react/macro';
import { dateWords } from '../words/dates.js';
import type { Moment } from './moment.js';
import { useMoment, useOther } from './use-moment.js';

type Kind = { readonly position: number } | { readonly day: string } | { readonly session: string } | undefined;

/** What `asOf` names; undefined is now. */
export const asOfKind = ({ asOf }: Moment): Kind => {
  if (asOf === undefined) return undefined;
  if (/^\d+$/.test(asOf)) return { position: Number(asOf) };
  if (/^\d{4}-\d\d-\d\d/.test(asOf)) return { day: asOf };
  return { session: asOf };
};

/** A moment as a part of a sentence: `now`, `the close of session 9`. */
export const useMomentName = (): ((moment: Moment) => string) => {
  const { t, i18n } = useLingui();
  return useCallback(
    (moment) => {
      const kind = asOfKind(moment);
      if (kind === undefined) return t`now`;
      if ('position' in kind) return t`position ${kind.position}`;
      if ('day' in kind) return dateWords(kind.day, 'long', i18n.locale);
      const number = kind.session.slice(kind.session.lastIndexOf('.') + 1);
      return t`the close of session ${number}`;
    },
    [t, i18n],
  );
};

/** The moment in a few words, for titles and printed sheets; undefined when it is now. */
export const useMomentWords = (): string | undefined => {
  const { t, i18n } = useLingui();
  const moment = useMoment();
  const other = useOther();
  const name = useMomentName();
  if (other) {
    const told = (it: Moment) => {
      const words = name(it);
      return it.signedOnly && !(other.signedOnly && moment.signedOnly) ? t`${words}, signed alone` : words;
    };
    const [then, shown] = [told(other), told(moment)];
    return t`${shown} against ${then}`;
  }
  const kind = asOfKind(moment);
  if (kind === undefined) return moment.asOfBasis && t`by what had happened`;
  if ('position' in kind) return t`as of position ${kind.position}`;
  if ('day' in kind) {
    const day = dateWords(kind.day, 'short', i18n.locale);
    return t`as of ${day}`;
  }
  const number = kind.session.slice(kind.session.lastIndexOf('.') + 1);
  return t`as of the close of session ${number}`;
};
