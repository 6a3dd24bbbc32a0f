import { overOn } from '../sessions/over-on.js';
import { numberIn } from '../sessions/numbers.js';
import type { SessionRow } from '../sessions/row.js';
import type { Measured, MeasuredCell } from './course.js';
import { counted, cut, medianOf } from './figures.js';
import type { AgeBand, SessionFigures } from './report.js';

/** Events that are named of one session. */
const EVENTS = 50;

const finished: ReadonlySet<string> = new Set(['completed', 'superseded', 'withdrawn', 'lapsed']);
const notUndertaken: ReadonlySet<string> = new Set(['proposed', 'notAdopted']);

/** What is counted of one session, commitment by commitment. */
interface Tally {
  open: number;
  completed: number;
  passedOver: number;
  carriedOver: number;
  readonly slips: number[];
  readonly events: Set<number>;
}

export const newTally = (): Tally => ({
  ...{ open: 0, completed: 0, passedOver: 0, carriedOver: 0 },
  ...{ slips: [], events: new Set<number>() },
});

/** Counts one more commitment, as it stood when the session closed. */
export const count = (tally: Tally, { status, did, slip, events }: MeasuredCell): void => {
  if (status === null || notUndertaken.has(status)) return;
  const isOpen = !finished.has(status);
  if (isOpen) tally.open += 1;
  if (isOpen && did.length === 0) tally.passedOver += 1;
  if (status === 'completed') tally.completed += 1;
  if (did.includes('carriedOver')) tally.carriedOver += 1;
  if (slip !== undefined) tally.slips.push(slip);
  for (const position of events) tally.events.add(position);
};

export const sessionFigures = (session: SessionRow, tally: Tally, forum: string): SessionFigures => {
  const { slips, open, completed, passedOver, carriedOver } = tally;
  const events = [...tally.events].sort((a, b) => a - b);
  const number = numberIn(session, forum);
  const medianSlip = medianOf(slips);
  return {
    session: session.id,
    ...(number !== undefined && { number }),
    on: overOn(session)!,
    ...{ open, completed, passedOver, carriedOver },
    dated: slips.length,
    slipped: slips.filter((days) => days > 0).length,
    ...(medianSlip !== undefined && { medianSlip }),
    events: events.slice(0, EVENTS),
    ...(events.length > EVENTS && { moreEvents: events.length - EVENTS }),
  };
};

const bounds = [0, 6, 12, 24, 36, 60];

export const ageBands = (all: readonly Measured[], most: number): AgeBand[] =>
  bounds.map((fromMonths, n) => {
    const below = bounds[n + 1] ?? Infinity;
    const items = all
      .filter(({ unfinished, months }) => unfinished && months >= fromMonths && months < below)
      .map(({ id, registeredAt, months }) => counted(id, [registeredAt], months));
    return {
      fromMonths,
      ...(below < Infinity && { belowMonths: below }),
      count: items.length,
      ...cut(items, most),
    };
  });
