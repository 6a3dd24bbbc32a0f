import { lastDay } from '../moment/stops.js';

/** The years that the drawing of all sessions has; every day has its place on it, from 0 to 1. */
export interface TimeAxis {
  readonly years: readonly { readonly year: number; readonly at: number }[];
  at(day: string): number;
}

const dayNumber = (day: string): number => Date.parse(lastDay(day)) / 86_400_000;

/** From the year of the first day to the end of the present one; a month or a year stands at its end. */
export const timeAxis = (days: readonly string[], today: string): TimeAxis => {
  const thisYear = Number(today.slice(0, 4));
  const firstYear = Math.min(thisYear, ...days.map((day) => Number(day.slice(0, 4))));
  const from = dayNumber(`${firstYear}-01-01`);
  const length = dayNumber(`${thisYear}-12-31`) - from;
  const at = (day: string) => Math.max(0, Math.min(1, (dayNumber(day) - from) / length));
  const every = Math.ceil((thisYear - firstYear + 1) / 8);
  const years = Array.from({ length: thisYear - firstYear + 1 }, (_, n) => firstYear + n);
  return {
    at,
    years: years.filter((_, n) => n % every === 0).map((year) => ({ year, at: at(`${year}-01-01`) })),
  };
};

/** How long the minutes waited for both signatures, in days; undefined where one of the days is not known as a day. */
export const daysBetween = (from: string, to: string): number | undefined =>
  [from, to].every((it) => /^\d{4}-\d\d-\d\d$/.test(it)) ? dayNumber(to) - dayNumber(from) : undefined;
