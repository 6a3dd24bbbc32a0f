import { sessionOf } from '../ids.js';
import type { CommitmentKind, Difference, Due, Text } from '../vocabulary.js';
import type { CommitmentEvent } from './events.js';
import { withItem, without } from './lists.js';
import { isNothingToDo } from './nothing-to-do.js';
import { waitingAfter, type Waiting } from './waiting.js';

export type Adoption = 'proposed' | 'provisional' | 'adopted' | 'notAdopted';
export type Implementation = 'notStarted' | 'inProgress' | 'onHold' | 'reportedComplete' | 'completed';
export type Disposition = 'open' | 'superseded' | 'withdrawn' | 'lapsed' | 'referred';
export type Consent = 'confirmCompletion' | 'withdraw' | 'lapse' | 'reopen' | 'reviseDueDate';
export type Reporter = { side?: string; institution?: string; forum?: boolean };

/** Three axes, because work goes on while minutes wait months for a signature. */
export interface Axes {
  readonly adoption: Adoption;
  readonly implementation: Implementation;
  readonly disposition: Disposition;
}

export interface Commitment extends Axes {
  readonly registered: boolean;
  readonly id: string;
  readonly kind: CommitmentKind;
  readonly title: Text;
  readonly text?: Text;
  readonly lead: readonly string[];
  readonly support: readonly string[];
  readonly beneficiaries: readonly string[];
  readonly condition?: string;
  /** The statement that brought it up. */
  readonly statement?: string;
  readonly proposedBy?: string;
  readonly addressee?: string;
  readonly due?: Due;
  /** For a proposal: until when it was put off. The day by which the work is due stays as it was proposed. */
  readonly deferredTo?: Due;
  /** The session whose statement brought it up or, for a proposal, accepted it. */
  readonly standsOn?: string;
  /** The last report that it is complete. */
  readonly report?: Extract<CommitmentEvent, { type: 'CompletionReported' }>['data'];
  readonly milestones: Readonly<Record<string, 'defined' | 'reached'>>;
  readonly lastMilestone: number;
  readonly evidence: readonly string[];
  /** The sessions to which it was carried over. */
  readonly carriedOver: readonly string[];
  /** Consents of one side to what needs both; void as soon as the status changes, or the due date that they are about. */
  readonly consents: Readonly<Partial<Record<Consent, readonly string[]>>>;
  /** Statements whose effect was refused, and the refusal recorded. */
  readonly notApplied: readonly string[];
  readonly referredTo?: string;
  /** The sessions whose signed text covers it. */
  readonly signedIn: readonly string[];
  /** What a session said of it that cannot apply yet. */
  readonly waiting?: Waiting;
}

export const initial: Commitment = {
  registered: false,
  id: '',
  kind: 'support',
  adoption: 'proposed',
  implementation: 'notStarted',
  disposition: 'open',
  title: {},
  lead: [],
  support: [],
  beneficiaries: [],
  milestones: {},
  lastMilestone: 0,
  evidence: [],
  carriedOver: [],
  consents: {},
  notApplied: [],
  signedIn: [],
};

/**
 * What an event does to the three axes. Any kind of event that is not named here does nothing (domain: *never change
 * state*). The deciders, the read models and the relay's statuses all use this one table.
 */
export const axesAfter = (axes: Axes, event: { type: string; data: unknown }): Axes => {
  const { type, data } = event as CommitmentEvent;
  switch (type) {
    case 'CommitmentRegistered':
      return { adoption: data.adoption, implementation: 'notStarted', disposition: 'open' };
    case 'CommitmentAccepted':
      return { ...axes, adoption: 'provisional' };
    case 'CommitmentAdopted':
    case 'CommitmentAdoptedWithChanges':
    case 'AdoptionConfirmed':
      return { ...axes, adoption: 'adopted' };
    case 'CommitmentNotAdopted':
      return { ...axes, adoption: 'notAdopted' };
    case 'WorkStarted':
    case 'ProgressReported':
    case 'MilestoneReached':
      return axes.implementation === 'notStarted' ? { ...axes, implementation: 'inProgress' } : axes;
    case 'CommitmentBlocked':
      return { ...axes, implementation: 'onHold' };
    case 'CommitmentUnblocked':
    case 'CompletionNotAccepted':
      return { ...axes, implementation: 'inProgress' };
    case 'CompletionReported':
      return { ...axes, implementation: 'reportedComplete' };
    case 'CompletionConfirmed':
      return { ...axes, implementation: 'completed' };
    case 'CommitmentReferred':
      return { ...axes, disposition: 'referred' };
    case 'ReferralReturned':
      return { ...axes, disposition: 'open' };
    case 'CommitmentSuperseded':
      return { ...axes, disposition: 'superseded' };
    case 'CommitmentWithdrawn':
      return { ...axes, disposition: 'withdrawn' };
    case 'CommitmentLapsed':
      return { ...axes, disposition: 'lapsed' };
    // T11 reopens the work, T16 the commitment.
    case 'CommitmentReopened':
      return axes.disposition === 'open' ? { ...axes, implementation: 'inProgress' } : { ...axes, disposition: 'open' };
    case 'EffectTakenBack':
    case 'EntryCorrected':
    case 'EntryWithdrawn':
      return data.changes.reduce<Axes>(
        (it, { field, to }) => (isAxis(field) && to !== undefined ? { ...it, [field]: to } : it),
        axes,
      );
    default:
      return axes;
  }
};

const isAxis = (field: string): field is keyof Axes =>
  field === 'adoption' || field === 'implementation' || field === 'disposition';

export const sameAxes = (a: Axes, b: Axes): boolean =>
  a.adoption === b.adoption && a.implementation === b.implementation && a.disposition === b.disposition;

/** Superseded, withdrawn or lapsed. */
export const isOver = ({ disposition }: Axes): boolean => disposition !== 'open' && disposition !== 'referred';

export const isProposal = ({ adoption }: Axes): boolean => adoption === 'proposed';

const differing = (state: Commitment, { field, to }: Difference): Commitment => ({
  ...state,
  [field]: to ?? initial[field as 'due'],
});

/** What the signed text says differently; where an entry without differences was corrected, it has some too. */
export const adoptedDiff = (data: object): readonly Difference[] =>
  (data as { readonly diff?: readonly Difference[] }).diff ?? [];

/** With a new due date, which settles what one side had proposed. */
const dated = (state: Commitment, due: Due): Commitment => {
  const { reviseDueDate: _settled, ...consents } = state.consents;
  return { ...state, due, consents };
};

export const evolve = (before: Commitment, event: CommitmentEvent): Commitment => {
  const axes = axesAfter(before, event);
  const moved: Commitment = sameAxes(axes, before) ? before : { ...before, ...axes, consents: {} };
  const waiting = waitingAfter(before.waiting, event);
  const state = waiting === before.waiting ? moved : { ...moved, waiting };
  const { type, data } = event;
  switch (type) {
    case 'CommitmentRegistered': {
      const { commitmentId: id, forum: _, legacy: __, adoption: ___, statement, ...undertaking } = data;
      return {
        ...state,
        ...undertaking,
        registered: true,
        id,
        statement,
        ...(statement !== undefined && { standsOn: sessionOf(statement) }),
      };
    }
    case 'CommitmentAdopted':
    case 'CommitmentAdoptedWithChanges':
      return adoptedDiff(data).reduce(differing, { ...state, signedIn: withItem(state.signedIn, data.session) });
    case 'ResponsibilityAssigned':
      return { ...state, [data.part]: withItem(state[data.part], data.institution) };
    case 'ResponsibilityReassigned':
      return { ...state, [data.part]: withItem(without(state[data.part], data.from), data.to) };
    case 'DueDateSet':
      return dated(state, data.due);
    case 'DueDateRevised':
      return dated(state, data.to);
    case 'CommitmentDeferred':
      return isProposal(state) ? { ...state, deferredTo: data.to } : dated(state, data.to);
    case 'MilestoneDefined':
      return {
        ...state,
        milestones: { ...state.milestones, [data.milestone]: 'defined' },
        lastMilestone: state.lastMilestone + 1,
      };
    case 'MilestoneReached':
      return { ...state, milestones: { ...state.milestones, [data.milestone]: 'reached' } };
    case 'CompletionReported':
      return {
        ...state,
        report: data,
        evidence: data.evidence.reduce((all, { reference }) => withItem(all, reference), state.evidence),
      };
    case 'CommitmentCarriedOver':
      return { ...state, carriedOver: withItem(state.carriedOver, data.to) };
    case 'CommitmentReferred':
      return { ...state, referredTo: data.toForum };
    case 'ReferralReturned':
      return { ...state, referredTo: undefined };
    case 'ConsentGiven':
      return {
        ...state,
        consents: { ...state.consents, [data.to]: withItem(state.consents[data.to] ?? [], data.side) },
      };
    case 'EvidenceAttached':
      return { ...state, evidence: withItem(state.evidence, data.evidence.reference) };
    case 'EvidenceRetracted':
      return { ...state, evidence: without(state.evidence, data.reference) };
    case 'EffectNotApplied':
      return isNothingToDo(data) ? state : { ...state, notApplied: withItem(state.notApplied, data.cause) };
    case 'AdoptionConfirmed':
      return { ...state, signedIn: withItem(state.signedIn, data.session) };
    case 'CommitmentAccepted':
      return {
        ...(data.diff ?? []).reduce(differing, state),
        ...(data.statement !== undefined && { standsOn: sessionOf(data.statement) }),
        deferredTo: undefined,
      };
    case 'EffectTakenBack':
      return { ...data.changes.reduce(restore, state), deferredTo: undefined };
    case 'EntryCorrected':
      return data.changes.reduce(restore, state);
    case 'EffectMoved':
      return data.changes.reduce(restore, {
        ...state,
        statement: state.statement === data.from ? data.statement : state.statement,
      });
    case 'EntryWithdrawn':
      return (data.evidence ?? []).reduce<Commitment>(
        (it, reference) => ({ ...it, evidence: without(it.evidence, reference) }),
        data.changes.reduce(restore, state),
      );
    case 'CommitmentNotAdopted':
    case 'WorkStarted':
    case 'ProgressReported':
    case 'ProgressAssessed':
    case 'CommitmentBlocked':
    case 'CommitmentUnblocked':
    case 'CompletionConfirmed':
    case 'CompletionNotAccepted':
    case 'CommitmentSuperseded':
    case 'CommitmentWithdrawn':
    case 'CommitmentLapsed':
    case 'CommitmentReopened':
    case 'ReminderIssued':
    case 'OutcomeWaits':
      return state;
  }
};

/** Fields of the state that are missing while they have no value. */
const optionalFields: ReadonlySet<string> = new Set([
  ...['due', 'referredTo', 'standsOn', 'report', 'waiting', 'text', 'condition'],
]);

const restore = (state: Commitment, { field, to }: { field: string; to?: unknown }): Commitment =>
  field in initial || optionalFields.has(field) ? { ...state, [field]: to } : state;

/** The particulars as they stand, to compare them with those of a statement. */
export const asUndertaking = ({ lead, support, beneficiaries, ...rest }: Commitment) => ({
  ...rest,
  lead: [...lead],
  support: [...support],
  beneficiaries: [...beneficiaries],
});
