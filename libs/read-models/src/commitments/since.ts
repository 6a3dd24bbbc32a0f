import type { CommitmentEvent } from '@jwg/domain';
import type { Citation } from '../events/citation.js';
import { orderOf } from '../events/citation.js';
import type { WhatTheSessionDid } from '../events/statement-kinds.js';
import { knownBy, isSameDue, type DueEntry } from './due-course.js';
import { counted, type Course } from './matrix-cells.js';
import type { Column } from './matrix-columns.js';

/** What happened to a commitment between or after sessions, in one word; the same word where a session could do it. */
export type WhatHappened =
  | WhatTheSessionDid
  | 'registered'
  | 'adopted'
  | 'notAdopted'
  | 'blocked'
  | 'unblocked'
  | 'progressReported'
  | 'milestoneReached'
  | 'dateSet'
  | 'setRight';

export interface Since {
  readonly did: WhatHappened;
  /** The day on which it happened, as precisely as that is known. */
  readonly on: string;
  readonly position: number;
}

/** As many as a line shows. */
const LATEST = 10;

/** What no cell tells: the latest changes of its status and its due date after the last session. */
export const sinceOf = (course: Course, last: Column | undefined, isKnown: boolean): Since[] => {
  const before = last ? counted(last, course, isKnown) : { moves: [], dues: [] };
  const told = new Set([...before.moves, ...before.dues].map(({ eventId }) => eventId));
  const isNew = ({ eventId }: Citation) => !told.has(eventId);
  const moved = course.history.filter(isNew).map((move) => ({ did: words[move.type], of: move }));
  const named = new Set(moved.map(({ of }) => of.eventId));
  const dues = knownBy(course.dues, course.setRight);
  const dated = dues.flatMap((of, n) =>
    isNew(of) && !named.has(of.eventId) ? [{ did: dateWord(of, dues[n - 1]), of }] : [],
  );
  return [...moved, ...dated]
    .sort((a, b) => orderOf(a.of) - orderOf(b.of))
    .slice(-LATEST)
    .flatMap(({ did, of }) => (did ? [{ did, on: of.occurredAt.value, position: of.position }] : []));
};

const dateWord = ({ due, reason }: DueEntry, before: DueEntry | undefined): WhatHappened =>
  reason !== undefined || (before?.due && !isSameDue(before.due, due)) ? 'dateRevised' : 'dateSet';

/** Only events that move an axis have a word. */
const words: { readonly [T in CommitmentEvent['type']]: WhatHappened | undefined } = {
  CommitmentRegistered: 'registered',
  CommitmentAccepted: 'accepted',
  CommitmentAdopted: 'adopted',
  CommitmentAdoptedWithChanges: 'adopted',
  AdoptionConfirmed: 'adopted',
  CommitmentNotAdopted: 'notAdopted',
  WorkStarted: 'started',
  ProgressReported: 'progressReported',
  MilestoneReached: 'milestoneReached',
  CommitmentBlocked: 'blocked',
  CommitmentUnblocked: 'unblocked',
  CompletionReported: 'completionReported',
  CompletionConfirmed: 'completed',
  CompletionNotAccepted: 'completionNotAccepted',
  CommitmentReferred: 'referred',
  ReferralReturned: 'referralReturned',
  CommitmentSuperseded: 'superseded',
  CommitmentWithdrawn: 'withdrawn',
  CommitmentLapsed: 'lapsed',
  CommitmentReopened: 'reopened',
  EffectMoved: undefined,
  EffectTakenBack: 'setRight',
  EntryCorrected: 'setRight',
  EntryWithdrawn: 'setRight',
  ResponsibilityAssigned: undefined,
  ResponsibilityReassigned: undefined,
  DueDateSet: undefined,
  DueDateRevised: undefined,
  CommitmentDeferred: undefined,
  CommitmentCarriedOver: undefined,
  MilestoneDefined: undefined,
  ProgressAssessed: undefined,
  ConsentGiven: undefined,
  EvidenceAttached: undefined,
  EvidenceRetracted: undefined,
  ReminderIssued: undefined,
  OutcomeWaits: undefined,
  EffectNotApplied: undefined,
};
