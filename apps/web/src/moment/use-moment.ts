import { useSearch } from '@tanstack/react-router';
import { momentOf, type Moment } from './moment.js';

/** The moment that the address names. */
export const useMoment = (): Moment => momentOf(useSearch({ strict: false }));
