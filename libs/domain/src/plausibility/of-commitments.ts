import type { StoredEvent } from '@jwg/event-sourcing';
import type { CommitmentEvent } from '../commitment/events.js';
import type { Context } from '../context.js';
import { innerSide } from '../internal.js';
import type { Metadata } from '../metadata.js';
import { isBefore } from '../partial-dates.js';
import { setRight } from '../set-right.js';
import type { Due } from '../vocabulary.js';
import { dueBefore, farAhead } from './dates.js';
import { doubt, type Doubt } from './doubt.js';

export const ofCommitments = (event: CommitmentEvent, context: Context): Doubt[] => {
  const history = () => setRight(context.history) as History;
  const due = (it: Due | undefined, at: string, since = saidOn(history())): Doubt[] => [
    ...dueBefore(it?.date, `${at}/date`, since),
    ...farAhead(it?.date, `${at}/date`, context.now),
  ];
  const { type, data } = event;
  switch (type) {
    case 'CommitmentRegistered':
      return due(data.due, '/due', context.occurredAt);
    case 'DueDateSet':
    case 'MilestoneDefined':
      return due(data.due, '/due');
    case 'DueDateRevised':
    case 'CommitmentDeferred':
      return due(data.to, '/to');
    case 'ConsentGiven':
      return due(data.due, '/to');
    case 'MilestoneReached':
      return beforeBegun(data.on, '/on', history());
    case 'CompletionReported':
      return beforeBegun(data.completedOn, '/completedOn', history());
    case 'ProgressReported':
      return data.percent === undefined ? [] : fallen(data, history());
    default:
      return [];
  }
};

type History = readonly StoredEvent<CommitmentEvent>[];

/**
 * The day as far as somebody gave it. An entry without one has the instant at which it was made, which says nothing of
 * when the thing happened.
 */
const dayOf = ({ metadata }: StoredEvent): string | undefined => {
  const { value, precision } = (metadata as Metadata).occurredAt;
  return precision === 'instant' ? undefined : value;
};

/** When it was brought up. Of a session whose day nobody knows, only a day is known by which it had been held. */
const saidOn = (history: History): string | undefined => {
  const registered = history.find((it) => it.type === 'CommitmentRegistered');
  if (!registered) return undefined;
  const isOfItsDay = (registered.metadata as Metadata).occurredAt.precision === 'session' || registered.data.legacy;
  return isOfItsDay ? dayOf(registered) : undefined;
};

const beforeBegun = (date: string, at: string, history: History): Doubt[] => {
  const started = history.find((it) => it.type === 'WorkStarted');
  const begun = started && dayOf(started);
  if (isBefore(date, begun)) return [doubt('COMPLETED_BEFORE_BEGUN', at, `is ${date}, and work began on ${begun}`)];
  const said = started ? undefined : saidOn(history);
  return isBefore(date, said)
    ? [doubt('COMPLETED_BEFORE_BEGUN', at, `is ${date}, and it was brought up on ${said}`)]
    : [];
};

type Report = Extract<CommitmentEvent, { type: 'ProgressReported' }>['data'];

/** What one side reported for itself alone is not looked at: an answer to all must not tell of it. */
const fallen = ({ side, institution, percent }: Report, history: History): Doubt[] => {
  const before = history.findLast(
    (it): it is StoredEvent<Extract<CommitmentEvent, { type: 'ProgressReported' }>> =>
      it.type === 'ProgressReported' &&
      innerSide(it) === undefined &&
      it.data.percent !== undefined &&
      it.data.side === side &&
      it.data.institution === institution,
  )?.data.percent;
  return percent !== undefined && before !== undefined && percent < before
    ? [doubt('PERCENT_FELL', '/percent', `is ${percent}, and ${before} was reported before`)]
    : [];
};
