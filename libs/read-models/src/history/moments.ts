import { BadAsOf } from '../as-of/bad-as-of.js';
import { momentOf, type Moment } from '../as-of/moment.js';
import { isDay } from '../events/dates.js';
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
 * @throws BadAsOf  of `from`, `to` or `basis`
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
      throw new BadAsOf(field, error.rule, error.wayOut.replaceAll('asOfBasis', 'basis').replaceAll('asOf', which));
    }
  };
  const until = await at('to', to);
  const isBeginning = from === undefined || (basis === 'recorded' && from === '0');
  return isBeginning ? { until } : { since: await at('from', justBefore(from)), until };
};

/** The moment before one that is told too; a session, when it closed, comes before what is told. */
const justBefore = (from: string): string => {
  if (/^\d+$/.test(from)) return String(Number(from) - 1);
  if (isDay(from)) return new Date(Date.parse(from) - 86_400_000).toISOString().slice(0, 10);
  const instant = /T.*(Z|[+-]\d\d:\d\d)$/.test(from) ? Date.parse(from) : NaN;
  return Number.isNaN(instant) ? from : new Date(instant - 1).toISOString();
};
