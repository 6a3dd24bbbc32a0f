import { useMatches, useSearch } from '@tanstack/react-router';
import { everyAddress, isPast, momentOf, otherOf, type Moment } from './moment.js';

/** The moment that the address names. */
export const useMoment = (): Moment => momentOf(everyAddress(useSearch({ strict: false })).read);

/** In the past nothing can be written: whatever writes is disabled there, and says so with `OnlyNow`. */
export const useIsPast = (): boolean => isPast(useMoment());

/** The moment that this screen compares with; undefined where nothing is compared, whatever the address keeps. */
export const useOther = (): Moment | undefined => {
  const compares = useMatches({ select: (matches) => matches.some(({ staticData }) => staticData.compares === true) });
  const other = otherOf(everyAddress(useSearch({ strict: false })).read);
  return compares ? other : undefined;
};
