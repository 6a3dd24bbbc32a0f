import { axesAfter, notRegistered, ruleOf, statusOf, type Axes, type EventType, type Status } from '@jwg/domain';
import { idOf, type StoredEvent } from '@jwg/event-sourcing';
import { cite, isOf, type Citation, type Recorded } from '../events/citation.js';
import { daysBetween, dayOfOccurrence } from '../events/dates.js';
import { sessionIn } from '../journal/entry.js';

/** One event of a history, with the status that it left. */
export interface HistoryStep extends Citation {
  /** The forum, session or commitment to which the event belongs. */
  readonly subject: string;
  readonly type: EventType;
  readonly recordedAt: string;
  /** The session where it was said, or whose statement or minutes took effect. */
  readonly session?: string;
  /** The commitment whose status is told. */
  readonly commitment?: string;
  /** How it stood before, if this event moved it. Missing where it began. */
  readonly before?: Stood;
  readonly after?: Stood;
  /** The transition by which the event moved it. */
  readonly rule?: string;
  /** So many days after it had happened for certain it was recorded; missing where that was the same day. */
  readonly late?: number;
  /** The step before this one happened later, or was recorded later where steps come by the day on which they happened. */
  readonly outOfOrder?: true;
}

/** A status in one word, and the three axes behind it. */
export interface Stood extends Axes {
  readonly status: Status;
}

/** How each commitment stands so far: an entry for each commitment, however many events there are. */
export type Standings = Map<string, Stood>;

/** There are not a hundred of them, so a million commitments share them. */
const known = new Map<string, Stood>();

export const stoodAs = ({ adoption, implementation, disposition }: Axes): Stood => {
  const name = `${adoption} ${implementation} ${disposition}`;
  const stood = known.get(name) ?? {
    ...{ adoption, implementation, disposition },
    status: statusOf({ adoption, implementation, disposition }),
  };
  known.set(name, stood);
  return stood;
};

export type HistoryBasis = 'recorded' | 'occurred';

/** What has to be known of an event to know how its commitment stands after it. */
export type PassedEvent = Pick<StoredEvent, 'stream' | 'type' | 'data'>;

/** Brings the standings up to this event. */
export const pass = (standings: Standings, event: PassedEvent): void => {
  if (!isOf('commitment', event)) return;
  const id = idOf(event.stream);
  const before = standings.get(id);
  // It stands nowhere before it is registered.
  if (!before && event.type !== 'CommitmentRegistered') return;
  const axes = axesAfter(before ?? notRegistered, event);
  if (axes !== before) standings.set(id, stoodAs(axes));
};

/**
 * The next step, which brings the standings up to it.
 *
 * @param previous  the step told before it
 * @param of  the one commitment that the history is about
 */
export const stepOf = (
  standings: Standings,
  event: Recorded,
  basis: HistoryBasis,
  previous: Recorded | undefined,
  of?: string,
): HistoryStep => {
  const subject = idOf(event.stream);
  const commitment = of ?? (isOf('commitment', event) ? subject : undefined);
  const before = commitment === undefined ? undefined : standings.get(commitment);
  pass(standings, event);
  const after = commitment === undefined ? undefined : standings.get(commitment);
  const rule = after === before ? undefined : ruleOf(event.type, before, after!);
  const session = sessionIn(event);
  const late = daysLate(event);
  // Field by field: a million steps are made at once, and copies of many small parts cost more than all else here.
  const step = cite(event) as { -readonly [Field in keyof HistoryStep]: HistoryStep[Field] };
  step.subject = subject;
  step.type = event.type;
  step.recordedAt = event.recordedAt;
  if (session !== undefined) step.session = session;
  if (after) {
    step.commitment = commitment;
    if (before && before !== after) step.before = before;
    step.after = after;
  }
  if (rule !== undefined) step.rule = rule;
  if (late > 0) step.late = late;
  if (previous && isBefore(event, previous, basis)) step.outOfOrder = true;
  return step;
};

const dayOf = ({ metadata: { occurredAt } }: Recorded): string => dayOfOccurrence(occurredAt);

const daysLate = (event: Recorded): number => {
  const [happened, recorded] = [dayOf(event), event.recordedAt.slice(0, 10)];
  return happened < recorded ? daysBetween(happened, recorded) : 0;
};

/** Whether the other order would have it first. */
const isBefore = (event: Recorded, previous: Recorded, basis: HistoryBasis): boolean =>
  basis === 'recorded'
    ? dayOf(event) < dayOf(previous)
    : (event.logged ?? event.position) < (previous.logged ?? previous.position);
