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
} from '@jwg/domain';
import type { Citation } from '../events/citation.js';
import type { WhatTheSessionDid } from '../events/statement-kinds.js';

type DataOf<T extends CommitmentEvent['type']> = Extract<CommitmentEvent, { type: T }>['data'];

/** A commitment from its first mention on, with everything that its status and its flags are computed from. */
export interface CommitmentRow extends Standing {
  readonly id: string;
  readonly forum: string;
  /** Missing while only statements have named it: the row then stores the mentions, and lists leave it out. */
  readonly registered?: Citation;
  readonly text?: Text;
  /** Older than any recorded session. */
  readonly legacy: boolean;
  /** The statement that brought it up. */
  readonly statement?: string;
  readonly proposedBy?: string;
  readonly addressee?: string;
  readonly adoptedBy?: { session: string; version: number; digest: string; diff: readonly Difference[] } & Citation;
  /** The latest assessment by each side. */
  readonly assessments: readonly (DataOf<'ProgressAssessed'> & Citation)[];
  readonly blockedBy?: DataOf<'CommitmentBlocked'> & Citation;
  readonly completion?: Pick<DataOf<'CompletionReported'>, 'by' | 'completedOn'> & Citation;
  readonly dueHistory: readonly ({ due?: Due; reason?: string; session?: string } & Citation)[];
  readonly carriedOver: readonly ({ from: string; to: string } & Citation)[];
  readonly milestones: readonly Milestone[];
  readonly evidence: readonly (Evidence & { retracted?: string } & Citation)[];
  /** Consents of one secretariat to what needs both; void as soon as the status changes. */
  readonly consents: readonly (DataOf<'ConsentGiven'> & Citation)[];
  readonly notApplied: readonly (DataOf<'EffectNotApplied'> & Citation)[];
  /** What each session did to it, in the order of the events folded. */
  readonly mentions: readonly Mention[];
  /** Each change of an axis, in the order of the events folded. */
  readonly history: readonly Transition[];
}

export interface Mention {
  readonly session: string;
  readonly did: readonly (Citation & { readonly word: WhatTheSessionDid; readonly statement: string })[];
}

export interface Transition extends Citation {
  readonly type: CommitmentEvent['type'];
  /** The transition of the domain's table: `T9`. */
  readonly rule?: string;
  readonly status: Status;
  readonly axes: Axes;
  readonly statement?: string;
  readonly session?: string;
}

export interface Milestone extends Citation {
  readonly id: string;
  readonly title: string;
  readonly due?: Due;
  readonly reachedOn?: string;
}

export const unregistered = (id: string): CommitmentRow => ({
  id,
  forum: forumOf(id),
  ...notRegistered,
  legacy: false,
  assessments: [],
  dueHistory: [],
  carriedOver: [],
  milestones: [],
  evidence: [],
  consents: [],
  notApplied: [],
  mentions: [],
  history: [],
});
