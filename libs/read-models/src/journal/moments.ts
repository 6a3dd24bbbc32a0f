import { sittingsOf } from '../dockets/served.js';
import { lastDay } from '../events/dates.js';
import { forums } from '../forums/projection.js';
import type { RowReader } from '../rows/reader.js';
import type { RowsAt } from '../rows/rows-at.js';
import { numberIn } from '../sessions/numbers.js';
import type { SessionRow } from '../sessions/row.js';
import { journal, type JournalRow } from './projection.js';

/** Where a reader can stop on a forum's line of time: its sessions, and the days on which something was recorded. */
export interface Moments {
  readonly forum: string;
  readonly position: number;
  /** How fine `days` are: months or years where there would be too many of them. */
  readonly precision: 'day' | 'month' | 'year';
  /** In order: the days on which its events were recorded; by occurrence, those on which they happened. */
  readonly days: readonly Stop[];
  /** Those that met and have closed, by number; and the sittings of other forums that serve it too. */
  readonly sessions: readonly SessionStop[];
}

interface Stop {
  readonly on: string;
  /** The last position that was recorded on that day; missing by occurrence. */
  readonly until?: number;
  readonly events: number;
}

interface SessionStop extends Pick<SessionRow, 'id' | 'forum' | 'ordinal'> {
  /** Its number in this forum; missing where the forum does not count it. */
  readonly number?: number;
  /** Its last day, or the day by which it had been held. */
  readonly on: string;
  /** The position at which its record was complete; missing by occurrence. */
  readonly closedAt?: number;
  /** Those of its own stream. */
  readonly events: number;
}

/** `undefined` when there is no such forum. */
export const moments = async ({ reader, position }: RowsAt, forum: string): Promise<Moments | undefined> => {
  const [known, held, rows] = await Promise.all([
    reader.get(forums, forum),
    sittingsOf(reader, forum),
    eventsUnder(reader, `${forum}.`, `${forum}/~`),
  ]);
  if (!known) return undefined;
  const isFolded = rows.some(({ place }) => place !== undefined);
  const sessions = held.filter(({ closedAt }) => closedAt !== undefined);
  return {
    forum,
    position,
    ...inFewStops(rows),
    sessions: await Promise.all(
      sessions.map(async (session) => {
        const { id, forum: heldBy, ordinal, concludedOn, openedOn, heldNotAfter, closedAt } = session;
        const number = numberIn(session, forum);
        return {
          ...{ id, forum: heldBy, ordinal },
          ...(number !== undefined && { number }),
          on: (concludedOn ?? openedOn ?? heldNotAfter)!,
          ...(!isFolded && { closedAt }),
          events: (await eventsUnder(reader, `${id}/`, `${id}/~`)).length,
        };
      }),
    ),
  };
};

/** The events whose subject has a key in this range, each once. */
const eventsUnder = (reader: RowReader, atLeast: string, atMost: string): Promise<JournalRow[]> =>
  reader.find(journal, { key: { atLeast, atMost }, position: { atLeast: 0 } });

/** More than a year of days, or of months, is too fine for a line of time. */
const MOST = 366;
const precisions = [
  { precision: 'day', length: 10 },
  { precision: 'month', length: 7 },
  { precision: 'year', length: 4 },
] as const;

const inFewStops = (rows: readonly JournalRow[]): Pick<Moments, 'precision' | 'days'> => {
  const all = precisions.map(({ precision, length }) => ({ precision, days: stopsOf(rows, length) }));
  return all.find(({ days }) => days.length <= MOST) ?? all.at(-1)!;
};

const stopsOf = (rows: readonly JournalRow[], length: number): Stop[] => {
  const stops = new Map<string, Stop>();
  for (const { place, position, recordedAt, on } of rows) {
    const day = (place === undefined ? recordedAt! : lastDay(on.slice(0, 10))).slice(0, length);
    const { until, events = 0 } = stops.get(day) ?? {};
    const latest = place === undefined && { until: Math.max(position, until ?? position) };
    stops.set(day, { on: day, ...latest, events: events + 1 });
  }
  return [...stops.values()].sort((a, b) => (a.on < b.on ? -1 : 1));
};
