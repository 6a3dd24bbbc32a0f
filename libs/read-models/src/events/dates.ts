import type { OccurredAt } from '@jwg/domain';

/** Days as `2021-04-30`, UTC. A year or a month means all of its days. */

export const firstDay = (date: string): string => `${date}-01-01`.slice(0, 10);

export const lastDay = (date: string): string => {
  const [year, month = '12', day] = date.split('-');
  return `${year}-${month}-${day ?? String(daysIn(Number(year), Number(month)))}`;
};

/** Whole months from one day to another: 31 January to 28 February is one. */
export const monthsBetween = (from: string, to: string): number => {
  const [a, b] = [from, to].map((day) => day.split('-').map(Number) as [number, number, number]);
  const months = (b![0] - a![0]) * 12 + b![1] - a![1];
  return b![2] >= Math.min(a![2], daysIn(b![0], b![1])) ? months : months - 1;
};

/** From one day to another; negative where the second is the earlier one. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/**
 * The last instant of a year, month or day; an instant stays as it is. ISO 8601 with milliseconds, so it sorts as text.
 */
export const endOf = (value: string): string =>
  value.includes('T') ? new Date(value).toISOString() : `${lastDay(value)}T23:59:59.999Z`;

const precise: Readonly<Record<OccurredAt['precision'], number>> = {
  year: 4,
  month: 7,
  day: 10,
  session: 10,
  instant: 24,
};

/** When it had happened for certain. */
export const endOfOccurrence = ({ value, precision }: OccurredAt): string => endOf(value.slice(0, precise[precision]));

export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
