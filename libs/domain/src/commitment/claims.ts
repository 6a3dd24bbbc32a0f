import { authorities, type Authority } from '../metadata.js';
import type { CommitmentEvent } from './events.js';
import type { Standing } from './standing.js';
import type { Implementation } from './state.js';

/** What several sources may say differently of one commitment. */
export const claimedFacts = ['implementation', 'due', 'lead', 'support', 'percent', 'completedOn'] as const;
export type ClaimedFact = (typeof claimedFacts)[number];

/** What an event says of these facts, given the standing before it and with it. */
export const claimsOf = (event: CommitmentEvent, before: Standing, now: Standing): [ClaimedFact, unknown][] => {
  const work = implementationIn(event);
  return [
    ...(work === undefined ? [] : [['implementation', work] satisfies [ClaimedFact, unknown]]),
    ...(['due', 'lead', 'support'] as const).flatMap((fact): [ClaimedFact, unknown][] =>
      isSaid(now[fact]) && !isSame(before[fact], now[fact]) ? [[fact, now[fact]]] : [],
    ),
    ...(event.type === 'ProgressReported' && event.data.percent !== undefined
      ? [['percent', event.data.percent] satisfies [ClaimedFact, unknown]]
      : []),
    ...(event.type === 'CompletionReported'
      ? [['completedOn', event.data.completedOn] satisfies [ClaimedFact, unknown]]
      : []),
  ];
};

const isSaid = (value: unknown): boolean => value !== undefined && !(Array.isArray(value) && value.length === 0);
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** How far the work is by what an event says, whether or not the rules let it move the status. */
const implementationIn = ({ type, data }: CommitmentEvent): Implementation | undefined => {
  if (type === 'OutcomeWaits') return byOutcome[data.outcome];
  if (type === 'EffectNotApplied') return byCommand[data.command];
  return byType[type];
};

const byType: { readonly [T in CommitmentEvent['type']]?: Implementation } = {
  WorkStarted: 'inProgress',
  ProgressReported: 'inProgress',
  MilestoneReached: 'inProgress',
  CommitmentBlocked: 'onHold',
  CommitmentUnblocked: 'inProgress',
  CompletionReported: 'reportedComplete',
  CompletionConfirmed: 'completed',
  CompletionNotAccepted: 'inProgress',
  CommitmentReopened: 'inProgress',
};
const byOutcome: Readonly<Record<string, Implementation | undefined>> = {
  completionConfirmed: 'completed',
  completionNotAccepted: 'inProgress',
  reopened: 'inProgress',
};
const byCommand: Readonly<Record<string, Implementation | undefined>> = {
  StartWork: 'inProgress',
  ReportCompletion: 'reportedComplete',
  ConfirmCompletion: 'completed',
  RejectCompletion: 'inProgress',
  ReopenCommitment: 'inProgress',
};

/** The types of events that `claimsOf` needs to see, but for reports of progress, of which there are many. */
export const claiming: readonly CommitmentEvent['type'][] = [
  ...(Object.keys(byType) as CommitmentEvent['type'][]).filter((type) => type !== 'ProgressReported'),
  ...(['OutcomeWaits', 'EffectNotApplied'] as const),
  ...(['CommitmentRegistered', 'CommitmentAccepted', 'CommitmentAdoptedWithChanges'] as const),
  ...(['ResponsibilityAssigned', 'ResponsibilityReassigned'] as const),
  ...(['DueDateSet', 'DueDateRevised', 'CommitmentDeferred'] as const),
  ...(['EntryCorrected', 'EntryWithdrawn', 'EffectTakenBack', 'EffectMoved'] as const),
];

/** What a claim rests on. */
export interface Weighed {
  readonly authority: Authority;
  /** The last moment at which it may have been so, ISO 8601. */
  readonly until: string;
  /** Its place in the order of the events. */
  readonly place: number;
}

/** The stronger record comes first; of records of the same kind the later one. */
export const weightier = (a: Weighed, b: Weighed): number =>
  authorities.indexOf(b.authority) - authorities.indexOf(a.authority) ||
  (a.until > b.until ? -1 : a.until < b.until ? 1 : b.place - a.place);

/**
 * Why one claim stands among others. `higherAuthority`: its record is stronger than those of all others · `recency`: no record
 * is stronger, and of those that are as strong it is the latest · `laterEntry`: the rules moved the commitment by it, and
 * another claim has a stronger record, or a later one of the same kind.
 */
export type ReasonOfChoice = 'higherAuthority' | 'recency' | 'laterEntry';

export const reasonOfChoice = (chosen: Weighed, others: readonly Weighed[]): ReasonOfChoice => {
  if (others.some((it) => weightier(it, chosen) < 0)) return 'laterEntry';
  return others.some(({ authority }) => authority === chosen.authority) ? 'recency' : 'higherAuthority';
};
