/** Time between two days, as people count it: whole years, whole months, and the days that are left. */
export interface Span {
  readonly years: number;
  readonly months: number;
  readonly days: number;
}

const DAY = 86_400_000;

/** The first and the last day of a date that may be a month or a year, or an instant. */
export const daysOf = (value: string): { readonly first: Date; readonly last: Date } => {
  const [year, month, day] = value.slice(0, 10).split('-').map(Number) as [number, number?, number?];
  const first = new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1));
  if (day !== undefined) return { first, last: first };
  const next = month === undefined ? Date.UTC(year + 1, 0, 1) : Date.UTC(year, month, 1);
  return { first, last: new Date(next - DAY) };
};

export const daysBetween = (from: string, to: string): number =>
  Math.round((daysOf(to).last.getTime() - daysOf(from).last.getTime()) / DAY);

/** From the last day of the one to the last day of the other; nothing when that lies before. */
export const spanBetween = (from: string, to: string): Span => {
  const [a, b] = [daysOf(from).last, daysOf(to).last];
  if (b <= a) return { years: 0, months: 0, days: 0 };
  let months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
  if (monthsAfter(a, months) > b) months -= 1;
  const days = Math.round((b.getTime() - monthsAfter(a, months).getTime()) / DAY);
  return { years: Math.trunc(months / 12), months: months % 12, days };
};

/** The same day so many months later, or the last of that month if it has no such day; the last day stays the last. */
const monthsAfter = (from: Date, months: number): Date => {
  const year = from.getUTCFullYear();
  const month = from.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const isLast = new Date(Date.UTC(year, from.getUTCMonth() + 1, 0)).getUTCDate() === from.getUTCDate();
  return new Date(Date.UTC(year, month, isLast ? lastDay : Math.min(from.getUTCDate(), lastDay)));
};
