import type { Context } from '../context.js';
import { acting } from '../metadata.js';
import { answerFor } from '../forum/succession.js';
import { termsOf } from './consent.js';
import type { CommitmentCommand } from './decide.js';
import { correctable, withdrawable } from './entries.js';
import { ownEntries } from './own-entry.js';
import type { Commitment, Consent } from './state.js';

/** Only the policy gives these to a commitment that there is, or nobody does. */
type NotOfPeople =
  | 'RegisterCommitment'
  | 'RegisterLeftOut'
  | 'CountLeftOut'
  | 'CorrectAdoption'
  | 'RegisterLegacyCommitment'
  | 'AcceptCommitment'
  | 'DeclineCommitment'
  | 'AdoptCommitment'
  | 'SupersedeCommitment'
  | 'ReferCommitment'
  | 'ReturnReferral'
  | 'CarryOver'
  | 'DeferCommitment'
  | 'RecordEffectNotApplied'
  | 'TakeBackEffect'
  | 'MoveEffect'
  | 'CorrectParticulars';

/** What people do with a commitment. */
export type CommitmentAct = Exclude<CommitmentCommand['type'], NotOfPeople>;

type DataOf<T extends CommitmentCommand['type']> = Extract<CommitmentCommand, { type: T }>['data'];
type Trials = {
  readonly [T in CommitmentAct]: (state: Commitment, context: Context) => Iterable<DataOf<T>>;
};

const words = 'For a trial';
/** Two of each: one of them differs from what there is. */
const dates = ['2000', '2001'];
const dues = dates.map((date) => ({ date }));

/**
 * For each act, particulars that are tried one after another: if the rules take any, they take one of these. So the rules
 * alone say who may do what, and when.
 */
export const trials: Trials = {
  StartWork: () => [{ cause: words }],
  ReportProgress: () => [{ narrative: words, evidence: [] }],
  AssessProgress: () => [{ rating: 'onTrack' }],
  BlockCommitment: () => [{ cause: words }],
  UnblockCommitment: () => [{}],
  ReportCompletion: (_, { now }) => [{ completedOn: now.slice(0, 10), evidence: [{ reference: words }] }],
  ConfirmCompletion: () => [{}],
  RejectCompletion: () => [{ reason: words }],
  WithdrawCommitment: (state, context) => wordsFor('withdraw', state, context).map((reason) => ({ reason })),
  LapseCommitment: (state, context) => wordsFor('lapse', state, context).map((rule) => ({ rule })),
  ReopenCommitment: (state, context) => wordsFor('reopen', state, context).map((reason) => ({ reason })),
  AssignResponsibility: (_, context) =>
    ofOwnSide(context).flatMap((institution) => parts.map((part) => ({ institution, part }))),
  ReassignResponsibility: (state, context) => {
    const own = ofOwnSide(context);
    return parts.flatMap((part) =>
      answerFor(context.forum, state[part])
        .filter((from) => own.includes(from))
        .flatMap((from) => own.map((to) => ({ from, to, part, reason: words }))),
    );
  },
  SetDueDate: () => dues.map((due) => ({ due })),
  ReviseDueDate: (state, context) =>
    wordsFor('reviseDueDate', state, context).flatMap((reason) => dues.map((to) => ({ to, reason }))),
  DefineMilestone: () => [{ title: words }],
  ReachMilestone: ({ milestones }, { now }) =>
    Object.keys(milestones).map((milestone) => ({ milestone, on: now.slice(0, 10), evidence: [] })),
  AttachEvidence: ({ evidence }) => [{ evidence: { reference: [words, ...evidence].join(' ') } }],
  RetractEvidence: ({ evidence }) => evidence.map((reference) => ({ reference, reason: words })),
  IssueReminder: ({ lead, support }, { forum }) =>
    answerFor(forum, [...lead, ...support]).map((to) => ({ to, regarding: words })),
  *CorrectEntry(_, context) {
    for (const { id: eventId, type } of ownEntries(context))
      for (const field of correctable[type] ?? [])
        for (const value of [...valuesFor(field), ...Object.keys(context.forum.institutions)])
          yield { eventId, field, new: value, reason: words };
  },
  *WithdrawEntry(_, context) {
    for (const { id: eventId, type } of ownEntries(context))
      if (withdrawable.includes(type)) yield { eventId, reason: words };
  },
};

const parts = ['lead', 'support'] as const;

const ofOwnSide = ({ actor, forum }: Context): string[] => {
  const { side } = acting(actor);
  return Object.keys(forum.institutions).filter((id) => forum.institutions[id]!.side === side);
};

/** What another side consented to has words that both use. */
const wordsFor = (to: Consent, { consents }: Commitment, context: Context): string[] => [
  ...(consents[to] ?? []).flatMap((side) => termsOf(side, to, context).reason ?? []),
  words,
];

const valuesFor = (field: string): unknown[] => {
  if (field === 'percent') return [0, 1];
  if (field === 'rating') return ['onTrack', 'atRisk'];
  return [...dates, ...dues];
};
