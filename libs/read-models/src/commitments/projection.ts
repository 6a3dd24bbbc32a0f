import {
  commitmentsNamedIn,
  evolveStanding,
  isNothingToDo,
  ruleOf,
  sameAxes,
  sessionOf,
  sortable,
  waitingAfter,
  type Axes,
  type CommitmentEvent,
  type Difference,
  type Evidence,
  type LedgerEvent,
  type Metadata,
} from '@jwg/domain';
import { idOf, type Projection, type StoredEvent } from '@jwg/event-sourcing';
import {
  entered,
  isOf,
  causingStatement,
  orderOf,
  type Entered,
  type LedgerProjection,
  type Recorded,
} from '../events/citation.js';
import { lastDay } from '../events/dates.js';
import { onStatements } from '../events/on-statements.js';
import { mention, settleMention } from './mentions.js';
import { withCorrection, withoutEntries } from './set-right.js';
import { dueIn } from './amendment.js';
import { keptApart, unregistered, type KeptApart, type Transition, type WholeCommitment } from './row.js';

type Of<T extends CommitmentEvent['type']> = Extract<CommitmentEvent, { type: T }>;

type Particular<Data> = (row: WholeCommitment, data: Data, by: Entered, before: WholeCommitment) => WholeCommitment;
/** For events that change nothing but the standing. */
const nothing: Particular<unknown> = (row) => row;

/** The signed text may say differently what was said; where that was entered wrongly, it does so by a correction. */
const adopted: Particular<Of<'CommitmentAdopted'>['data'] & { diff?: readonly Difference[] }> = (
  row,
  { diff = [], ...data },
  by,
  before,
) => withDifferences({ ...row, adoptedBy: { ...by, ...data, diff } }, diff, by, before, data.session);

/** What an event changes besides the standing. Each gets the row with its new standing, and the event's citation. */
const particulars: { readonly [T in CommitmentEvent['type']]: Particular<Of<T>['data']> } = {
  CommitmentRegistered: (row, data, by) => {
    const { forum, text, legacy, statement, proposedBy, addressee } = data;
    const registered = { ...row, forum, text, legacy, statement, proposedBy, addressee, registered: by };
    return data.due ? dated(registered, by, sessionIn(data)) : registered;
  },
  CommitmentAccepted: (row, { diff = [], statement }, by, before) => ({
    ...withDifferences(row, diff, by, before, sessionIn({ statement })),
    deferredTo: undefined,
  }),
  CommitmentAdopted: adopted,
  CommitmentAdoptedWithChanges: adopted,
  AdoptionConfirmed: nothing,
  CommitmentNotAdopted: nothing,
  ResponsibilityAssigned: nothing,
  ResponsibilityReassigned: nothing,
  DueDateSet: (row, data, by) => dated(row, by, sessionIn(data)),
  DueDateRevised: (row, data, by) => dated(row, by, sessionIn(data), data.reason),
  CommitmentDeferred: (row, data, by) =>
    row.adoption === 'proposed' ? { ...row, deferredTo: data.to } : dated(row, by, sessionIn(data), data.reason),
  MilestoneDefined: (row, { milestone: id, title, due }, by) => ({
    ...row,
    milestones: [...row.milestones.filter((it) => it.id !== id), { ...by, id, title, ...(due && { due }) }],
  }),
  MilestoneReached: (row, { milestone, on, evidence }, by) =>
    withEvidence(
      { ...row, milestones: row.milestones.map((it) => (it.id === milestone ? { ...it, reachedOn: on } : it)) },
      evidence.map(interim),
      by,
    ),
  WorkStarted: nothing,
  ProgressReported: (row, { evidence, ...report }, by) =>
    withEvidence({ ...row, reports: [...row.reports, { ...by, ...report }] }, evidence.map(interim), by),
  ProgressAssessed: (row, { by: side, ...assessment }, by) => ({
    ...row,
    assessments: [
      ...row.assessments.filter((it) => it.by.side !== side),
      { ...by, ...assessment, by: { ...by.by, side } },
    ],
  }),
  CommitmentBlocked: (row, data, by) => ({ ...row, blockedBy: { ...by, ...data } }),
  CommitmentUnblocked: (row) => ({ ...row, blockedBy: undefined }),
  CompletionReported: (row, { by: reporter, completedOn, evidence }, by) =>
    withEvidence({ ...row, completion: { ...by, by: reporter, completedOn } }, evidence, by),
  CompletionConfirmed: nothing,
  CompletionNotAccepted: (row) => ({ ...row, completion: undefined }),
  CommitmentCarriedOver: (row, { from, to }, by) => ({
    ...row,
    timesCarriedOver: row.timesCarriedOver + 1,
    carriedOver: [...row.carriedOver, { ...by, from, to }],
  }),
  CommitmentReferred: nothing,
  ReferralReturned: nothing,
  CommitmentSuperseded: nothing,
  CommitmentWithdrawn: nothing,
  CommitmentLapsed: nothing,
  CommitmentReopened: (row) => ({ ...row, completion: undefined }),
  ConsentGiven: (row, data, by) => ({
    ...row,
    consents: [...row.consents.filter((it) => it.side !== data.side || it.to !== data.to), { ...by, ...data }],
  }),
  EvidenceAttached: (row, { evidence }, by) => withEvidence(row, [evidence], by),
  EvidenceRetracted: (row, { reference, reason }, by) => ({
    ...row,
    hasRetractions: true,
    amendments: [...row.amendments, { retracts: reference, reason, place: orderOf(by) }],
  }),
  ReminderIssued: nothing,
  EffectTakenBack: (row, { entries, changes, reason }, by) => ({
    ...withoutEntries(row, { entries, changes, reason }, by),
    deferredTo: undefined,
  }),
  EffectMoved: (row, { entries: moves, from, statement }) => ({
    ...row,
    statement: row.statement === from ? statement : row.statement,
    amendments: [...row.amendments, { moves, from, statement }],
  }),
  EntryCorrected: (row, data, by) => {
    const corrected = withCorrection(row, data, by);
    return !dueIn(data.old) && dueIn(data.new) ? dated(corrected, by) : corrected;
  },
  EntryWithdrawn: (row, { eventId, ...data }, by) => withoutEntries(row, { ...data, entries: [eventId] }, by),
  OutcomeWaits: nothing,
  EffectNotApplied: (row, data, by) =>
    isNothingToDo(data) ? row : { ...row, notApplied: [...row.notApplied, { ...by, ...data }] },
};

/** What the standing does not have of the differences: the text, and who set the date. */
const withDifferences = (
  row: WholeCommitment,
  diff: readonly Difference[],
  by: Entered,
  before: WholeCommitment,
  session: string | undefined,
): WholeCommitment =>
  diff.reduce<WholeCommitment>((it, { field, to }) => {
    if (field === 'text') return { ...it, text: to };
    return field === 'due' && (to ?? before.due) ? dated(it, by, session) : it;
  }, row);

const interim = (evidence: Evidence) => ({ ...evidence, interim: true as const });

const withEvidence = (row: WholeCommitment, evidence: readonly (Evidence & { interim?: true })[], by: Entered) =>
  evidence.length === 0 ? row : { ...row, evidence: [...row.evidence, ...evidence.map((it) => ({ ...by, ...it }))] };

/** Sets the due date, or removes it, and records who said so. That settles what one side had proposed. */
const dated = (row: WholeCommitment, by: Entered, session?: string, reason?: string): WholeCommitment => {
  const { due } = row;
  const entry = { ...by, ...(due && { due }), ...(reason !== undefined && { reason }), ...(session && { session }) };
  const consents = row.consents.filter(({ to }) => to !== 'reviseDueDate');
  return { ...row, consents, dueHistory: [...row.dueHistory, entry] };
};

const sessionIn = ({ statement }: { statement?: string }) =>
  statement === undefined ? undefined : sessionOf(statement);

const withTransition = (
  before: WholeCommitment,
  row: WholeCommitment,
  event: Recorded<CommitmentEvent>,
  by: Entered,
): WholeCommitment => {
  const { adoption, implementation, disposition, status } = row;
  const axes: Axes = { adoption, implementation, disposition };
  if (sameAxes(axes, before) && event.type !== 'CommitmentRegistered') return row;
  const rule = ruleOf(event.type, before.registered && before, axes);
  const statement = causingStatement(event);
  const session = sessionIn({ statement }) ?? ('session' in event.data ? event.data.session : undefined);
  const move: Transition = {
    ...by,
    type: event.type,
    ...(rule !== undefined && { rule }),
    status,
    axes,
    ...(statement !== undefined && { statement }),
    ...(session && { session }),
  };
  return { ...row, consents: [], history: [...row.history, move] };
};

const happen = (known: WholeCommitment | undefined, event: Recorded<CommitmentEvent>, id: string): WholeCommitment => {
  const by = entered(event);
  const before = known ?? unregistered(id);
  const change = particulars[event.type] as Particular<unknown>;
  const standing = withTransition(before, evolveStanding(before, event), event, by);
  const waiting = waitingAfter(before.waiting, event);
  const row = waiting === before.waiting ? standing : { ...standing, waiting };
  return settleMention(change(row, event.data, by, before), event);
};

/** The commitment's own events, and every statement that names it. */
const keys = (event: StoredEvent<LedgerEvent, Metadata>): string[] =>
  isOf('commitment', event) ? [idOf(event.stream)] : isOf('session', event) ? commitmentsNamedIn(event) : [];

export const commitments: LedgerProjection<WholeCommitment, LedgerEvent, KeptApart> = {
  name: 'commitments',
  version: 14,
  oldestReadable: 12,
  keys,
  on: {
    ...onStatements<WholeCommitment>((row, event, id) => mention(row ?? unregistered(id), event)),
    ...(Object.fromEntries(Object.keys(particulars).map((type) => [type, happen])) as Projection<
      WholeCommitment,
      CommitmentEvent,
      Metadata
    >['on']),
  },
  apart: keptApart,
  columns: {
    forum: ({ forum }) => forum,
    registered: ({ registered }) => (registered ? 1 : 0),
    kind: ({ kind }) => kind,
    adoption: ({ adoption }) => adoption,
    status: ({ status }) => status,
    /** This text sorts like `compareIds`. */
    place: ({ id }) => sortable(id),
    dueDate: ({ due }) => (due?.date === undefined ? null : lastDay(due.date)),
  },
  unindexed: ['registered', 'kind', 'adoption'],
  inOrderOf: { status: 'place' },
};
