import { useSearch } from '@tanstack/react-router';
import { everyAddress, isPast, momentOf, type Moment } from './moment.js';

/** The moment that the address names. */
export const useMoment = (): Moment => momentOf(everyAddress(useSearch({ strict: false })).read);

/** In the past nothing can be written: whatever writes is disabled there, and says so with `OnlyNow`. */
export const useIsPast = (): boolean => isPast(useMoment());
