const YEAR = 365.25 * 86_400_000;

export interface TimeScale {
  /** The place of a day between both ends of the drawing, in the direction of reading. */
  at(day: Date): number;
  /** The first day of each year, or of every second, fifth … where years are narrow. */
  readonly years: readonly { readonly year: number; readonly at: number }[];
}

/** Days between the beginning of a year and the end of one, on a line from `start` to `end`. */
export const timeScale = (days: readonly Date[], start: number, end: number): TimeScale => {
  const times = days.map((it) => it.getTime());
  const [from, to] = [new Date(Math.min(...times)), new Date(Math.max(...times))];
  const first = Date.UTC(from.getUTCFullYear(), 0, 1);
  const last = Date.UTC(to.getUTCFullYear() + 1, 0, 1);
  const at = (day: Date) => start + ((day.getTime() - first) / (last - first)) * (end - start);
  const count = Math.round((last - first) / YEAR);
  const step = [1, 2, 5, 10, 20, 50].find((it) => count / it <= 8) ?? 100;
  const years = Array.from({ length: Math.ceil(count / step) }, (_, n) => from.getUTCFullYear() + n * step).map(
    (year) => ({ year, at: at(new Date(Date.UTC(year, 0, 1))) }),
  );
  return { at, years };
};
