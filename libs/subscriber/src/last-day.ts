import type { Due } from '@jwg/domain';

/**
 * The last day on which the commitment is not late, for example `2021-04-30`. For a year or a month this is its last
 * day. `undefined` when the commitment is due by a session only.
 */
export const lastDayOf = (due: Due | undefined): string | undefined => {
  if (due?.date === undefined) return undefined;
  const [year, month = '12', day] = due.date.split('-');
  if (day !== undefined) return due.date;
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
};
