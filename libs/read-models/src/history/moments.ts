import { BadAsOf } from '../as-of/bad-as-of.js';
import { momentOf, type Moment } from '../as-of/moment.js';
import { endOf, isDay } from '../events/dates.js';
import type { RowReader } from '../rows/reader.js';
import type { HistoryBasis } from './step.js';

/** From where to where a history is told, as a question gives it. */
export interface HistorySpan {
  /** A position, a day or an instant, which is told too; or a session: what came after it closed. */
  readonly from?: string;
  /** A position, a session (when it closed), a day (its end) or an instant; default: now. */
  readonly to?: string;
  readonly basis?: HistoryBasis;
}

/**
 * The last moment before the span, missing where it begins with the ledger, and the last moment of it.
 *
 * @throws BadAsOf  of `from`, `to` or `basis`; `from` is after `to`
 */
export const momentsOf = async (
  reader: RowReader,
  latest: number,
  now: string,
  { from, to, basis = 'recorded' }: HistorySpan,
): Promise<{ since?: Moment; until: Moment }> => {
  const at = async (which: 'from' | 'to', asOf: string | undefined) => {
    try {
      return await momentOf(reader, latest, now, { asOf, asOfBasis: basis });
    } catch (error) {
      if (!(error instanceof BadAsOf)) throw error;
      const field = error.field === 'asOf' ? which : 'basis';
      const wayOut = error.wayOut.replaceAll('asOfBasis', 'basis').replaceAll('asOf', which);
      throw new BadAsOf(field, error.rule, wayOut.replace('from out for now', 'from out for the beginning'));
    }
  };
  const until = await at('to', to);
  const isBeginning = from === undefined || (basis === 'recorded' && from === '0');
  if (isBeginning) return { until };
  const since = await at('from', justBefore(from));
  if (to !== undefined && isAfter({ from, since }, { to, until }))
    throw new BadAsOf('from', `${from} comes after ${to}, where the history is to end.`, 'Exchange the two.');
  return { since, until };
};

/** Two positions and two times are compared as they are written: between two times nothing may have been recorded. */
const isAfter = (
  { from, since }: { readonly from: string; readonly since: Moment },
  { to, until }: { readonly to: string; readonly until: Moment },
): boolean => {
  if (isPosition(from) && isPosition(to)) return Number(from) > Number(to);
  if (isTime(from) && isTime(to)) return Date.parse(from) > Date.parse(isDay(to) ? endOf(to) : to);
  return since.until === undefined ? since.position > until.position : since.until > until.until!;
};

const isPosition = (moment: string): boolean => /^\d+$/.test(moment);
const isTime = (moment: string): boolean => isDay(moment) || /T.*(Z|[+-]\d\d:\d\d)$/.test(moment);

/** The moment before one that is told too; a session, when it closed, comes before what is told. */
const justBefore = (from: string): string => {
  if (isPosition(from)) return String(Number(from) - 1);
  if (isDay(from)) return new Date(Date.parse(from) - 86_400_000).toISOString().slice(0, 10);
  const instant = isTime(from) ? Date.parse(from) : NaN;
  return Number.isNaN(instant) ? from : new Date(instant - 1).toISOString();
};
