import type { Moment } from './moment.js';
import { lastDay, placeOf, type Line, type Moments, type Stop } from './stops.js';

/** Now: the right end of the line, where the address says nothing. */
export const NOW: Stop = { at: 1 };

/** The next place to the one side or the other: a session's close, or a day; beyond the last is now. */
export const stepFrom = (at: number, direction: 1 | -1, stops: readonly Stop[]): Stop => {
  const all = [...stops.filter((it) => it.at < 1 || it.session), NOW];
  const near = 1e-9;
  return direction > 0
    ? (all.find((it) => it.at > at + near) ?? NOW)
    : (all.findLast((it) => it.at < at - near) ?? all[0]!);
};

/** What lies nearest to a place that was pointed at; a session's close draws from a little further away. */
export const nearest = (at: number, line: Line): Stop => {
  const distance = (it: Stop) => Math.abs(it.at - at) - (it.session || it === NOW ? 0.012 : 0);
  return [...line.sessions, ...line.days, NOW].reduce((best, it) => (distance(it) < distance(best) ? it : best));
};

/**
 * What somebody typed, as the address has it: a position, a day, an instant, a session (`11`, `s11`, `cpec-jcc.11`).
 * Undefined: it is none of these.
 */
export const typedMoment = (
  typed: string,
  { sessions }: Pick<Moments, 'sessions'>,
  basis: 'occurred' | undefined,
): string | undefined => {
  const text = typed.trim();
  const session = (number: string) => sessions.findLast(({ ordinal }) => String(ordinal) === number)?.id;
  if (/^\d{4}-\d\d(-\d\d)?$/.test(text)) return lastDay(text);
  if (/^\d{4}-\d\d-\d\dT\S+$/.test(text)) return text;
  if (/^\d+$/.test(text)) return basis === 'occurred' ? session(text) : text;
  const number = /^s(?:ession)?\s*(\d+)$/i.exec(text)?.[1];
  if (number !== undefined) return session(number);
  return /^[a-z0-9-]+\.\d+$/.test(text) ? text : undefined;
};

/** The day up to which the ledger had got at a position: that of the latest session or recording by then. */
export const dayAt = (position: number, moments: Moments | undefined): string | undefined => {
  const sessions = moments?.sessions.filter(({ closedAt = Infinity }) => closedAt <= position);
  const session = sessions?.toSorted((a, b) => a.closedAt! - b.closedAt!).at(-1);
  const day = session?.day ?? moments?.days.findLast(({ until = Infinity }) => until <= position)?.day;
  return day === undefined ? moments?.today : lastDay(day);
};

/** Where a moment stands on a line that may count by days though the moment counts by what was recorded. */
export const standsAt = (line: Line, moments: Moments, moment: Moment, position?: number): number => {
  const isPosition = /^\d+$/.test(moment.asOf ?? '');
  const asOf = isPosition && line.by === 'day' ? dayAt(Number(moment.asOf), moments) : moment.asOf;
  return placeOf(line, moments, { asOf }, position);
};

/** The stops of one moment. What was recorded by a day of the past may be nothing: such a moment has the sessions alone. */
export const stopsOf = (line: Line, { asOfBasis }: Moment): Line =>
  line.by === 'day' && asOfBasis === undefined ? { ...line, days: [] } : line;

/** The next event to the one side or the other: a position, or where days count, the next day on which something happened. */
export const stepByEvent = (at: number, direction: 1 | -1, line: Line, last: number): Stop => {
  if (line.by === 'day') return stepFrom(at, direction, line.days.length > 0 ? line.days : line.sessions);
  const position = Math.round(at * last) + direction;
  return position >= last ? NOW : { asOf: String(Math.max(0, position)), at: Math.max(0, position) / last };
};
