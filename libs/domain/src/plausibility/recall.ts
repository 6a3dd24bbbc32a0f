import type { NewEvent } from '@jwg/event-sourcing';
import type { CommitmentEvent } from '../commitment/events.js';
import { innerSide } from '../internal.js';
import type { Metadata } from '../metadata.js';
import { nothingRecalled, type Recall } from '../recalled.js';
import { setsRight } from '../set-right.js';

type Report = Extract<CommitmentEvent, { type: 'ProgressReported' }>['data'];
export const reporter = ({ side, institution }: Report): string => JSON.stringify([side, institution]);

/**
 * What is recalled after one more event. Undefined once something was set right: then the events as they should have
 * been (`setRight`) have to be gone through from the first.
 */
export const recallAfter = (recall: Recall | undefined, event: NewEvent): Recall | undefined => {
  if (!recall || setsRight(event)) return undefined;
  return recalled(recall, event as NewEvent<CommitmentEvent>);
};

/** @param right  a commitment's events as they should have been */
export const recallOf = (right: readonly NewEvent[]): Recall =>
  right.reduce((recall, event) => recalled(recall, event as NewEvent<CommitmentEvent>), nothingRecalled);

const recalled = (recall: Recall, event: NewEvent<CommitmentEvent>): Recall => {
  const { type, data } = event;
  switch (type) {
    case 'CommitmentRegistered':
      return { ...recall, said: recall.said ?? (isOfItsDay(event) ? dayOf(event) : undefined) };
    case 'WorkStarted':
      return recall.begun ? recall : { ...recall, begun: { on: dayOf(event) } };
    case 'ProgressReported':
      // What one side reported for itself alone is not looked at: an answer to all must not tell of it.
      if (data.percent === undefined || innerSide(event) !== undefined) return recall;
      return { ...recall, percents: { ...recall.percents, [reporter(data)]: data.percent } };
    default:
      return recall;
  }
};

const isOfItsDay = ({ metadata, data }: NewEvent): boolean =>
  (metadata as Metadata).occurredAt.precision === 'session' || Boolean((data as { legacy?: unknown }).legacy);

/**
 * The day as far as somebody gave it. An entry without one has the instant at which it was made, which says nothing of
 * when the thing happened.
 */
const dayOf = ({ metadata }: NewEvent): string | undefined => {
  const { value, precision } = (metadata as Metadata).occurredAt;
  return precision === 'instant' ? undefined : value;
};
