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

/** One event, without a word of what it says. */
export interface EventTick {
  readonly position: number;
  readonly day: string;
}

/** All places where the slider can stand. Their titles are nowhere in it: nothing later shows. */
export interface Moments {
  /** The latest position of the ledger. */
  readonly position: number;
  readonly today: string;
  readonly sessions: readonly SessionClose[];
  readonly events: readonly EventTick[];
}

export interface Stop {
  /** What the address says; missing: now. */
  readonly asOf?: string;
  /** Where it stands, from 0 (the beginning) to 1 (now). */
  readonly at: number;
  readonly session?: SessionClose;
  readonly event?: EventTick;
}

/** The line of time: what had happened stands by its day, what was recorded by its position. */
export interface Line {
  readonly sessions: readonly Stop[];
  readonly events: readonly Stop[];
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

export const lineOf = (moments: Moments, { asOfBasis }: Moment): Line =>
  asOfBasis === undefined && moments.sessions.every(({ closedAt }) => closedAt !== undefined)
    ? byPosition(moments)
    : byDay(moments, asOfBasis === 'occurred');

const byPosition = ({ position: last, sessions, events }: Moments): Line => {
  const at = (position: number) => (last <= 0 ? 1 : position / last);
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].map((it) => it * 10 ** Math.max(0, String(last).length - 3));
  const every = step.find((it) => last / it <= 6) ?? last;
  return {
    by: 'position',
    sessions: inOrder(sessions.map((it) => ({ asOf: it.id, at: at(it.closedAt!), session: it }))),
    events: inOrder(events.map((it) => ({ asOf: String(it.position), at: at(it.position), event: it }))),
    scale: Array.from({ length: Math.floor(last / every) + 1 }, (_, n) => ({
      at: at(n * every),
      label: String(n * every),
    })),
  };
};

const byDay = ({ today, sessions, events }: Moments, occurred: boolean): Line => {
  const days = [...sessions, ...events].map(({ day }) => dayNumber(day));
  const first = Math.min(dayNumber(today), ...days);
  const from = Date.UTC(new Date(first * DAY).getUTCFullYear(), 0, 1) / DAY;
  const length = Math.max(1, dayNumber(today) - from);
  const at = (day: number) => Math.max(0, Math.min(1, (day - from) / length));
  const [firstYear, lastYear] = [new Date(from * DAY).getUTCFullYear(), Number(today.slice(0, 4))];
  const every = Math.ceil((lastYear - firstYear + 1) / 6);
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, n) => firstYear + n);
  return {
    by: 'day',
    sessions: inOrder(sessions.map((it) => ({ asOf: it.id, at: at(dayNumber(it.day)), session: it }))),
    events: inOrder(
      events.map((it) => ({
        asOf: occurred ? lastDay(it.day) : String(it.position),
        at: at(dayNumber(it.day)),
        event: it,
      })),
    ),
    scale: years
      .filter((_, n) => n % every === 0)
      .map((year) => ({ at: at(Date.UTC(year, 0, 1) / DAY), label: String(year) })),
  };
};

const inOrder = (stops: readonly Stop[]): readonly Stop[] => stops.toSorted((a, b) => a.at - b.at);

/** Where the moment of the address stands on the line; `position` is what an answer as of it said. */
export const placeOf = (line: Line, moments: Moments, moment: Moment, position?: number): number => {
  const { asOf } = moment;
  if (asOf === undefined) return 1;
  const known = [...line.sessions, ...line.events].find((it) => it.asOf === asOf);
  if (known) return known.at;
  const [start, end] = [line.scale[0], 1];
  if (line.by === 'position') {
    const at = /^\d+$/.test(asOf) ? Number(asOf) : position;
    return at === undefined || moments.position <= 0 ? end : Math.max(0, Math.min(1, at / moments.position));
  }
  if (!/^\d{4}-/.test(asOf)) return end;
  const first = Date.UTC(Number(start?.label ?? moments.today.slice(0, 4)), 0, 1) / DAY;
  return Math.max(0, Math.min(1, (dayNumber(asOf) - first) / Math.max(1, dayNumber(moments.today) - first)));
};
