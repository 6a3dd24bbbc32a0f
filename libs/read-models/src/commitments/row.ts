import {
  forumOf,
  notRegistered,
  type Axes,
  type CommitmentEvent,
  type Difference,
  type Due,
  type Evidence,
  type Standing,
  type Status,
  type Text,
  type Waiting,
} from '@jwg/domain';
import type { Citation, Entered } from '../events/citation.js';
import type { WhatTheSessionDid } from '../events/statement-kinds.js';
import type { Amendment, SetRight } from './amendment.js';

type DataOf<T extends CommitmentEvent['type']> = Extract<CommitmentEvent, { type: T }>['data'];

/** A commitment from its first mention on, with everything that is kept apart from its row. */
export interface WholeCommitment extends Standing {
  readonly id: string;
  readonly forum: string;
  /** Missing while only statements have named it: the row then stores the mentions, and lists leave it out. */
  readonly registered?: Entered;
  readonly text?: Text;
  /** Older than any recorded session. */
  readonly legacy: boolean;
  /** The statement that brought it up. */
  readonly statement?: string;
  readonly proposedBy?: string;
  readonly addressee?: string;
  /** For a proposal: until when it was put off. */
  readonly deferredTo?: Due;
  readonly adoptedBy?: { session: string; version: number; digest: string; diff: readonly Difference[] } & Entered;
  /** The latest assessment by each side. */
  readonly assessments: readonly Assessment[];
  readonly blockedBy?: DataOf<'CommitmentBlocked'> & Entered;
  readonly completion?: Pick<DataOf<'CompletionReported'>, 'by' | 'completedOn'> & Omit<Entered, 'by'>;
  readonly timesCarriedOver: number;
  /** The latest by a session of its forum, in the order of the sessions, and the latest elsewhere. */
  readonly lastMentions: { readonly own?: LastMention; readonly elsewhere?: LastMention };
  readonly dueHistory: readonly ({ due?: Due; reason?: string; session?: string } & Entered)[];
  readonly carriedOver: readonly ({ from: string; to: string } & Entered)[];
  readonly milestones: readonly Milestone[];
  readonly reports: readonly (Omit<DataOf<'ProgressReported'>, 'evidence'> & Entered)[];
  /** `interim`: it backs a report of progress or a milestone, and not the completion. */
  readonly evidence: readonly (Evidence & { readonly interim?: true } & Entered)[];
  /** Some evidence was retracted, so perhaps none is left. */
  readonly hasRetractions?: true;
  /** What changes earlier entries of these lists. */
  readonly amendments: readonly Amendment[];
  /** What was entered and never so, in the order in which it was set right. */
  readonly setRight: readonly SetRight[];
  /** Consents of one side to what needs both, the latest last; void as soon as the status changes, or the due date. */
  readonly consents: readonly (DataOf<'ConsentGiven'> & Entered)[];
  /** What a session said of it that cannot apply yet. */
  readonly waiting?: Waiting;
  readonly notApplied: readonly (DataOf<'EffectNotApplied'> & Entered)[];
  /** What statements did to it, and how that turned out, in the order of the events folded. */
  readonly acts: readonly Act[];
  /** Each change of an axis, in the order of the events folded. */
  readonly history: readonly Transition[];
}

/** What grows, or is long and changes seldom: lists, matrix and flags need none of it for each commitment. */
export const keptApart = {
  text: 'replaced',
  percent: 'replaced',
  adoptedBy: 'replaced',
  blockedBy: 'replaced',
  completion: 'replaced',
  dueHistory: 'grows',
  carriedOver: 'grows',
  reports: 'grows',
  evidence: 'grows',
  amendments: 'grows',
  setRight: 'grows',
  notApplied: 'grows',
  acts: 'grows',
  history: 'grows',
} as const satisfies { [field in keyof WholeCommitment]?: 'grows' | 'replaced' };

export type KeptApart = keyof typeof keptApart;

/** What lists, matrix and flags need of a commitment. */
export type CommitmentRow = Omit<WholeCommitment, KeptApart>;

export interface Act extends Citation {
  readonly word: WhatTheSessionDid;
  readonly statement: string;
  /** It tells of a refusal that counts only if the statement itself declined or withdrew the proposal. */
  readonly ifDeclined?: true;
}

export interface LastMention {
  readonly session: string;
  readonly statement: string;
  /** Place in the order of the fold. */
  readonly place: number;
}

/** By one side. */
export interface Assessment extends Entered, Omit<DataOf<'ProgressAssessed'>, 'by'> {
  readonly by: NonNullable<Entered['by']>;
}

export interface Transition extends Entered {
  readonly type: CommitmentEvent['type'];
  /** The transition of the domain's table: `T9`. */
  readonly rule?: string;
  readonly status: Status;
  readonly axes: Axes;
  readonly statement?: string;
  readonly session?: string;
}

export interface Milestone extends Entered {
  readonly id: string;
  readonly title: string;
  readonly due?: Due;
  readonly reachedOn?: string;
}

export const unregistered = (id: string): WholeCommitment => ({
  id,
  forum: forumOf(id),
  ...notRegistered,
  legacy: false,
  assessments: [],
  timesCarriedOver: 0,
  lastMentions: {},
  dueHistory: [],
  carriedOver: [],
  milestones: [],
  reports: [],
  evidence: [],
  amendments: [],
  setRight: [],
  consents: [],
  notApplied: [],
  acts: [],
  history: [],
});
