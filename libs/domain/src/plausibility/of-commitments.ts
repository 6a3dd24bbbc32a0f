import type { CommitmentEvent } from '../commitment/events.js';
import type { Context } from '../context.js';
import { isBefore } from '../partial-dates.js';
import { setRight } from '../set-right.js';
import type { Due } from '../vocabulary.js';
import { dueBefore, farAhead } from './dates.js';
import { doubt, type Doubt } from './doubt.js';
import type { Recall } from '../recalled.js';
import { recallOf, reporter } from './recall.js';

export const ofCommitments = (event: CommitmentEvent, context: Context): Doubt[] => {
  const recall = () => context.recall ?? recallOf(setRight(context.history));
  const due = (it: Due | undefined, at: string, since = recall().said): Doubt[] => [
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
      return beforeBegun(data.on, '/on', recall());
    case 'CompletionReported':
      return beforeBegun(data.completedOn, '/completedOn', recall());
    case 'ProgressReported':
      return data.percent === undefined ? [] : fallen(data, recall());
    default:
      return [];
  }
};

const beforeBegun = (date: string, at: string, { begun, said }: Recall): Doubt[] => {
  if (isBefore(date, begun?.on))
    return [doubt('COMPLETED_BEFORE_BEGUN', at, `is ${date}, and work began on ${begun!.on}`)];
  return !begun && isBefore(date, said)
    ? [doubt('COMPLETED_BEFORE_BEGUN', at, `is ${date}, and it was brought up on ${said}`)]
    : [];
};

type Report = Extract<CommitmentEvent, { type: 'ProgressReported' }>['data'];

const fallen = (report: Report, { percents }: Recall): Doubt[] => {
  const { percent } = report;
  const before = percents[reporter(report)];
  return percent !== undefined && before !== undefined && percent < before
    ? [doubt('PERCENT_FELL', '/percent', `is ${percent}, and ${before} was reported before`)]
    : [];
};
