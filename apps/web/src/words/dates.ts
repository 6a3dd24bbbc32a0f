import { i18n } from '@lingui/core';

/**
 * A day, month or year as precisely as it is known, in the interface's language with Latin digits: `April 2022` is
 * never 1 April 2022.
 */
export const dateWords = (value: string, length: 'short' | 'long' = 'long', locale = i18n.locale): string => {
  const known = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(value);
  if (!known) return value;
  const [, year, month, day] = known;
  const at = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)));
  return new Intl.DateTimeFormat(`${locale === 'en' ? 'en-GB' : locale}-u-nu-latn`, {
    timeZone: 'UTC',
    year: 'numeric',
    ...(month !== undefined && { month }),
    ...(month !== undefined && { month: length }),
    ...(day !== undefined && { day: 'numeric' }),
  } as Intl.DateTimeFormatOptions).format(at);
};

/** An instant to the second, in UTC, as the ledger's clocks and those of witnesses tell it. */
export const instantWords = (instant: string, locale = i18n.locale): string =>
  new Intl.DateTimeFormat(`${locale === 'en' ? 'en-GB' : locale}-u-nu-latn`, {
    timeZone: 'UTC',
    dateStyle: 'medium',
    timeStyle: 'long',
  }).format(new Date(instant));
