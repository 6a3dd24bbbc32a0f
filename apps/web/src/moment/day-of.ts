import type { Moment } from './moment.js';

/** The day to which days are counted: today, or the day that the address names; not known for a position or a session. */
export const dayOf = ({ asOf }: Moment, now = new Date()): string | undefined =>
  asOf === undefined ? now.toISOString().slice(0, 10) : /^\d{4}-\d\d-\d\d$/.test(asOf) ? asOf : undefined;
