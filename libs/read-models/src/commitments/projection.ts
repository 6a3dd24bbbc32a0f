import {
  axesAfter,
  consults,
  ruleOf,
  sessionOf,
  sortable,
  statusOf,
  type Axes,
  type CommitmentEvent,
  type Difference,
  type Due,
  type LedgerEvent,
  type Metadata,
} from '@jwg/domain';
import type { Projection, StoredEvent } from '@jwg/event-sourcing';
import {
  cite,
  isOf,
  statementOf,
  subjectOf,
  type Citation,
  type LedgerProjection,
  type Recorded,
} from '../citation.js';
import { lastDay } from '../dates.js';
import { onStatements } from '../on-statements.js';
import { hear, settleMention } from './mentions.js';
import { unregistered, type CommitmentRow, type Move } from './row.js';

type Of<T extends CommitmentEvent['type']> = Extract<CommitmentEvent, { type: T }>;

/** What an event changes beside the axes; each gets the row with the axes moved, and the event's citation. */
const particulars: {
  readonly [T in CommitmentEvent['type']]: (row: CommitmentRow, data: Of<T>['data'], by: Citation) => CommitmentRow;
} = {
  CommitmentRegistered: (row, { commitmentId: _id, ...data }, by) =>
    dueOn({ ...row, ...data, registered: by }, data.due, by, sessionIn(data)),
  CommitmentAccepted: (row) => row,
  CommitmentAdopted: (row, data, by) => ({ ...row, adoptedBy: { ...by, ...data, diff: [] } }),
  CommitmentAdoptedWithChanges: (row, data, by) =>
    data.diff.reduce<CommitmentRow>((it, change) => signed(it, change, by, data.session), {
      ...row,
      adoptedBy: { ...by, ...data },
    }),
  CommitmentNotAdopted: (row) => row,
  ResponsibilityAssigned: (row, { part, institution }) => ({ ...row, [part]: withItem(row[part], institution) }),
  ResponsibilityReassigned: (row, { part, from, to }) => ({
    ...row,
    [part]: withItem(
      row[part].filter((it) => it !== from),
      to,
    ),
  }),
  DueDateSet: (row, data, by) => dueOn(row, data.due, by, sessionIn(data)),
  DueDateRevised: (row, data, by) => dueOn(row, data.to, by, sessionIn(data), data.reason),
  CommitmentDeferred: (row, data, by) => dueOn(row, data.to, by, sessionIn(data), data.reason),
  MilestoneDefined: (row, { milestone: id, title, due }, by) => ({
    ...row,
    milestones: [...row.milestones.filter((it) => it.id !== id), { ...by, id, title, ...(due && { due }) }],
  }),
  MilestoneReached: (row, { milestone, on, evidence }, by) =>
    shown(
      { ...row, milestones: row.milestones.map((it) => (it.id === milestone ? { ...it, reachedOn: on } : it)) },
      evidence,
      by,
    ),
  WorkStarted: (row) => row,
  ProgressReported: (row, { percent, evidence }, by) =>
    shown(percent === undefined ? row : { ...row, percent }, evidence, by),
  ProgressAssessed: (row, data, by) => ({
    ...row,
    assessments: [...row.assessments.filter((it) => it.by !== data.by), { ...by, ...data }],
  }),
  CommitmentBlocked: (row, data, by) => ({ ...row, blockedBy: { ...by, ...data } }),
  CommitmentUnblocked: (row) => ({ ...row, blockedBy: undefined }),
  CompletionReported: (row, { by: reporter, completedOn, evidence }, by) =>
    shown({ ...row, completion: { ...by, by: reporter, completedOn } }, evidence, by),
  CompletionConfirmed: (row) => row,
  CompletionNotAccepted: (row) => ({ ...row, completion: undefined }),
  CommitmentCarriedOver: (row, { from, to }, by) => ({
    ...row,
    carriedOver: [...row.carriedOver, { ...by, from, to }],
  }),
  CommitmentReferred: (row, { toForum }) => ({ ...row, referredTo: toForum }),
  ReferralReturned: (row) => ({ ...row, referredTo: undefined }),
  CommitmentSuperseded: (row, { by }) => ({ ...row, supersededBy: by }),
  CommitmentWithdrawn: (row) => row,
  CommitmentLapsed: (row) => row,
  CommitmentReopened: (row) => ({ ...row, supersededBy: [], completion: undefined }),
  ConsentGiven: (row, data, by) => ({ ...row, consents: [...row.consents, { ...by, ...data }] }),
  EvidenceAttached: (row, { evidence }, by) => shown(row, [evidence], by),
  EvidenceRetracted: (row, { reference, reason }) => ({
    ...row,
    evidence: row.evidence.map((it) => (it.reference === reference ? { ...it, retracted: reason } : it)),
  }),
  ReminderIssued: (row) => row,
  EffectNotApplied: (row, data, by) => ({ ...row, notApplied: [...row.notApplied, { ...by, ...data }] }),
};

const withItem = (items: readonly string[], item: string) => (items.includes(item) ? items : [...items, item]);

const shown = (row: CommitmentRow, evidence: Of<'MilestoneReached'>['data']['evidence'], by: Citation) =>
  evidence.length === 0 ? row : { ...row, evidence: [...row.evidence, ...evidence.map((it) => ({ ...by, ...it }))] };

const dueOn = (row: CommitmentRow, due: Due | undefined, by: Citation, session?: string, reason?: string) => {
  if (due === undefined && row.due === undefined) return row;
  const entry = { ...by, ...(due && { due }), ...(reason !== undefined && { reason }), ...(session && { session }) };
  return { ...row, due, dueHistory: [...row.dueHistory, entry] };
};

const sessionIn = ({ statement }: { statement?: string }) =>
  statement === undefined ? undefined : sessionOf(statement);

/** One field as it was signed. */
const signed = (row: CommitmentRow, { field, to }: Difference, by: Citation, session: string): CommitmentRow => {
  switch (field) {
    case 'kind':
    case 'title':
      return to === undefined ? row : { ...row, [field]: to };
    case 'lead':
    case 'support':
    case 'beneficiaries':
      return { ...row, [field]: to ?? [] };
    case 'due':
      return dueOn(row, to, by, session);
    case 'text':
    case 'condition':
      return { ...row, [field]: to };
  }
};

const moved = (row: CommitmentRow, event: Recorded<CommitmentEvent>, by: Citation): CommitmentRow => {
  const { adoption, implementation, disposition } = axesAfter(row, event);
  const axes: Axes = { adoption, implementation, disposition };
  const still = adoption === row.adoption && implementation === row.implementation && disposition === row.disposition;
  if (still && event.type !== 'CommitmentRegistered') return row;
  const rule = ruleOf(event.type, row.registered && row, axes);
  const statement = statementOf(event);
  const session = sessionIn({ statement }) ?? ('session' in event.data ? event.data.session : undefined);
  const move: Move = {
    ...by,
    type: event.type,
    ...(rule !== undefined && { rule }),
    status: statusOf(axes),
    axes,
    ...(statement !== undefined && { statement }),
    ...(session && { session }),
  };
  return { ...row, ...axes, status: move.status, consents: [], history: [...row.history, move] };
};

const happen = (row: CommitmentRow | undefined, event: Recorded<CommitmentEvent>, id: string): CommitmentRow => {
  const by = cite(event);
  const change = particulars[event.type] as (row: CommitmentRow, data: unknown, by: Citation) => CommitmentRow;
  return settleMention(change(moved(row ?? unregistered(id), event, by), event.data, by), event);
};

/** Its own events, and every statement that names it. */
const keys = (event: StoredEvent<LedgerEvent, Metadata>): string[] =>
  isOf('commitment', event) ? [subjectOf(event.stream)] : isOf('session', event) ? consults(event) : [];

export const commitments: LedgerProjection<CommitmentRow> = {
  name: 'commitments',
  version: 2,
  keys,
  on: {
    ...onStatements<CommitmentRow>((row, event, id) => hear(row ?? unregistered(id), event)),
    ...(Object.fromEntries(Object.keys(particulars).map((type) => [type, happen])) as Projection<
      CommitmentRow,
      CommitmentEvent,
      Metadata
    >['on']),
  },
  columns: {
    forum: ({ forum }) => forum,
    registered: ({ registered }) => (registered ? 1 : 0),
    kind: ({ kind }) => kind,
    adoption: ({ adoption }) => adoption,
    status: ({ status }) => status,
    /** Sorts like `compareIds`. */
    place: ({ id }) => sortable(id),
    dueDate: ({ due }) => (due?.date === undefined ? null : lastDay(due.date)),
  },
};
