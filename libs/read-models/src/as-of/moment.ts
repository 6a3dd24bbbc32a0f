import { BadAsOf } from './bad-as-of.js';
import { endOf, isDay, lastDay } from '../events/dates.js';
import { journal, type JournalRow } from '../journal/projection.js';
import type { RowReader } from '../rows/reader.js';
import { sessionCalled } from '../sessions/numbers.js';

/** A moment, as a question gives it. */
export interface AsOf {
  /**
   * A position (`1024`), a session (`cpec-jwg-st.2`: when it closed), a day (its end, UTC) or an instant. Default: now.
   */
  readonly asOf?: string;
  /** By what the ledger knew then, or by what had happened by then as far as the ledger knows now. */
  readonly asOfBasis?: 'recorded' | 'occurred';
}

export interface Moment {
  readonly position: number;
  /** `2023-01-01`, UTC. */
  readonly on: string;
  /** By occurrence: what happened until this instant. */
  readonly until?: string;
}

/** @throws BadAsOf */
export const momentOf = async (
  reader: RowReader,
  latest: number,
  now: string,
  { asOf, asOfBasis = 'recorded' }: AsOf,
): Promise<Moment> => {
  const occurred = asOfBasis === 'occurred';
  if (asOf === undefined) return { position: latest, on: dayOf(now), ...(occurred && { until: endOf(dayOf(now)) }) };
  if (/^-?\d+$/.test(asOf)) {
    if (occurred) throw basisNeedsTime();
    return atPosition(reader, latest, now, Number(asOf));
  }
  if (/^[a-z0-9-]*[a-z][a-z0-9-]*\.\d+$/.test(asOf)) {
    const { closedAt, day } = await closeOf(reader, asOf);
    return occurred ? { position: latest, on: day, until: endOf(day) } : { position: closedAt, on: day };
  }
  const until = timeOf(asOf);
  return occurred
    ? { position: latest, on: dayOf(until), until }
    : { position: await recordedUntil(reader, until), on: dayOf(until) };
};

const dayOf = (instant: string): string => instant.slice(0, 10);

const basisNeedsTime = () =>
  new BadAsOf(
    'asOfBasis',
    'A position says what was recorded, not what had happened.',
    'Ask for a session or a time, or by asOfBasis=recorded.',
  );

const atPosition = async (reader: RowReader, latest: number, now: string, position: number): Promise<Moment> => {
  if (position < 0 || position > latest)
    throw new BadAsOf(
      'asOf',
      latest < 0 ? 'The ledger is empty.' : `The ledger has the positions 0 to ${latest}.`,
      'Ask for one of these, or leave asOf out for now.',
    );
  // The event at this position may be hidden from the viewer; then the answer is that of the last one before it.
  const by = { by: 'position', descending: true, limit: 1 };
  const [event] = await reader.find(journal, { position: { atMost: position } }, by);
  return { position, on: dayOf(event?.recordedAt ?? now) };
};

const closeOf = async (reader: RowReader, id: string): Promise<{ closedAt: number; day: string }> => {
  const session = await sessionCalled(reader, id);
  if (!session)
    throw new BadAsOf('asOf', `There is no session ${id}.`, 'List the sessions of the forum to find its id.');
  const { closedAt, phase, concludedOn, openedOn, heldNotAfter } = session;
  if (closedAt === undefined)
    throw new BadAsOf(
      'asOf',
      `Session ${id} has not closed; it is ${phase}.`,
      'Ask for an earlier session, a time or a position, or leave asOf out for now.',
    );
  return { closedAt, day: lastDay((concludedOn ?? openedOn ?? heldNotAfter)!) };
};

const timeOf = (asOf: string): string => {
  const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(asOf);
  if (isDay(asOf)) return endOf(asOf);
  if (instant && isDay(dayOf(asOf)) && !Number.isNaN(Date.parse(asOf))) return new Date(asOf).toISOString();
  throw new BadAsOf(
    'asOf',
    `${asOf} is neither a position nor a session nor a time.`,
    'Write 1024, cpec-jwg-st.2, 2023-01-01 or 2023-01-01T12:00:00Z.',
  );
};

/** The greatest position recorded by then; -1 when there was none. Two index look-ups, however long the log is. */
const recordedUntil = async (reader: RowReader, until: string): Promise<number> => {
  const last = async (where: object, by: keyof JournalRow) =>
    (await reader.find(journal, where as Record<string, string>, { by, descending: true, limit: 1 }))[0];
  const latest = await last({ recordedAt: { atMost: until } }, 'recordedAt');
  const event = latest && (await last({ recordedAt: latest.recordedAt }, 'position'));
  return event?.position ?? -1;
};
