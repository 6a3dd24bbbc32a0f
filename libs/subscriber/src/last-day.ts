import type { Due } from '@jwg/domain';

/**
 * The last day on which something due is not late, as `2021-04-30`; a year or a month stands for all of its days.
 * `undefined` where it is due by a session alone.
 */
export const lastDayOf = (due: Due | undefined): string | undefined => {
  if (due?.date === undefined) return undefined;
  const [year, month = '12', day] = due.date.split('-');
  if (day !== undefined) return due.date;
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
};
