import type { Moment } from './moment.js';

/** The close of a session, as the slider needs it. */
export interface SessionClose {
  readonly id: string;
  readonly ordinal: number;
  /** The day on which it met for the last time; it may be a month or a year. */
  readonly day: string;
  /** The position after which nothing more came of it in its forum. */
  readonly closedAt?: number;
}

/** A day on which something was recorded, or had happened; it may be a month or a year where there are many. */
export interface DayTick {
  readonly day: string;
  /** The last position that was recorded on it. */
  readonly until?: number;
}

/** All places where the slider can stand. Their titles are nowhere in it: nothing later shows. */
export interface Moments {
  /** The latest position of the ledger. */
  readonly position: number;
  readonly today: string;
  readonly sessions: readonly SessionClose[];
  readonly days: readonly DayTick[];
}

export interface Stop {
  /** What the address says; missing: now. */
  readonly asOf?: string;
  /** Where it stands, from 0 (the beginning) to 1 (now). */
  readonly at: number;
  readonly session?: SessionClose;
  readonly tick?: DayTick;
}

/** The line of time: what had happened stands by its day, what was recorded by its position. */
export interface Line {
  readonly sessions: readonly Stop[];
  readonly days: readonly Stop[];
  /** Marks below the line: years, or positions. */
  readonly scale: readonly { readonly at: number; readonly label: string }[];
  readonly by: 'day' | 'position';
}

const DAY = 86_400_000;

/** The last day of `2022`, `2022-04` or `2022-04-20`: then it had happened for certain. */
export const lastDay = (value: string): string => {
  const [year, month, day] = value.slice(0, 10).split('-').map(Number) as [number, number?, number?];
  if (day !== undefined) return value.slice(0, 10);
  return new Date(Date.UTC(month === undefined ? year + 1 : year, month ?? 0, 0)).toISOString().slice(0, 10);
};

const dayNumber = (day: string): number => Date.parse(lastDay(day)) / DAY;

/** Where one of two moments counts what had happened, both stand by their days. */
export const lineBasis = (...moments: readonly (Moment | undefined)[]): Moment['asOfBasis'] =>
  moments.find((it) => it?.asOfBasis)?.asOfBasis;

export const lineOf = (moments: Moments, { asOfBasis }: Moment): Line =>
  asOfBasis === 'occurred' ? byDay(moments) : byPosition(moments);

const byPosition = ({ position: last, sessions, days }: Moments): Line => {
  const at = (position: number) => (last <= 0 ? 1 : position / last);
  const every = [1, 2, 5].flatMap((it) => [0, 1, 2, 3, 4, 5, 6].map((zeros) => it * 10 ** zeros));
  const step = every.sort((a, b) => a - b).find((it) => last / it <= 6) ?? last;
  return {
    by: 'position',
    sessions: inOrder(
      sessions.flatMap((it) => (it.closedAt === undefined ? [] : [{ asOf: it.id, at: at(it.closedAt), session: it }])),
    ),
    days: inOrder(
      days.flatMap((it) => (it.until === undefined ? [] : [{ asOf: String(it.until), at: at(it.until), tick: it }])),
    ),
    scale: last < 1 ? [] : Array.from({ length: Math.floor(last / step) + 1 }, (_, n) => mark(at(n * step), n * step)),
  };
};

const byDay = ({ today, sessions, days }: Moments): Line => {
  const first = Math.min(...[today, ...[...sessions, ...days].map(({ day }) => day)].map(dayNumber));
  const firstYear = new Date(first * DAY).getUTCFullYear();
  const from = startOf(firstYear);
  const length = Math.max(1, dayNumber(today) - from);
  const at = (day: number) => Math.max(0, Math.min(1, (day - from) / length));
  const years = Array.from({ length: Number(today.slice(0, 4)) - firstYear + 1 }, (_, n) => firstYear + n);
  const every = Math.ceil(years.length / 6);
  return {
    by: 'day',
    sessions: inOrder(sessions.map((it) => ({ asOf: it.id, at: at(dayNumber(it.day)), session: it }))),
    days: inOrder(days.map((it) => ({ asOf: lastDay(it.day), at: at(dayNumber(it.day)), tick: it }))),
    scale: years.filter((_, n) => n % every === 0).map((year) => mark(at(startOf(year)), year)),
  };
};

const startOf = (year: number): number => Date.UTC(year, 0, 1) / DAY;
const mark = (at: number, label: number) => ({ at, label: String(label) });

const inOrder = (stops: readonly Stop[]): readonly Stop[] => stops.toSorted((a, b) => a.at - b.at);

/** Where the moment of the address stands on the line; `position` is what an answer as of it said. */
export const placeOf = (line: Line, moments: Moments, { asOf }: Moment, position?: number): number => {
  if (asOf === undefined) return 1;
  const known = [...line.sessions, ...line.days].find((it) => it.asOf === asOf);
  if (known) return known.at;
  const within = (share: number) => Math.max(0, Math.min(1, share));
  if (line.by === 'position') {
    const at = /^\d+$/.test(asOf) ? Number(asOf) : position;
    return at === undefined || moments.position <= 0 ? 1 : within(at / moments.position);
  }
  if (!/^\d{4}-/.test(asOf)) return 1;
  const from = startOf(Number(line.scale[0]?.label ?? moments.today.slice(0, 4)));
  return within((dayNumber(asOf) - from) / Math.max(1, dayNumber(moments.today) - from));
};
