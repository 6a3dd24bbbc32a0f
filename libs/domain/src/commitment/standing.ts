import type { CommitmentKind, Difference, Due, Text } from '../vocabulary.js';
import type { CommitmentEvent } from './events.js';
import { withItem, without } from './lists.js';
import { adoptedDiff, axesAfter, isProposal, sameAxes, type Axes } from './state.js';
import { statusOf, type Status } from './status.js';

/** The standing of a commitment: what every reader of it needs, from its own stream alone. */
export interface Standing extends Axes {
  readonly kind: CommitmentKind;
  readonly title: Text;
  readonly lead: readonly string[];
  readonly support: readonly string[];
  readonly beneficiaries: readonly string[];
  readonly due?: Due;
  readonly condition?: string;
  readonly status: Status;
  /** As it was last reported. */
  readonly percent?: number;
  readonly referredTo?: string;
  readonly supersededBy: readonly string[];
}

export const notRegistered = {
  kind: 'support',
  title: {},
  lead: [],
  support: [],
  beneficiaries: [],
  adoption: 'proposed',
  implementation: 'notStarted',
  disposition: 'open',
  status: 'proposed',
  supersededBy: [],
} satisfies Standing;

/**
 * The standing after one more event. Other fields that the reader stores with it stay as they are. The published status
 * and the read model use this one table, so they cannot differ.
 */
export const evolveStanding = <S extends Standing>(before: S, event: CommitmentEvent): S => {
  const standing = withAxes(before, event);
  const { type, data } = event;
  switch (type) {
    case 'CommitmentRegistered': {
      const { kind, title, lead, support, beneficiaries, due, condition } = data;
      return { ...standing, kind, title, lead, support, beneficiaries, due, condition };
    }
    case 'CommitmentAccepted':
      return (data.diff ?? []).reduce<S>(differing, standing);
    case 'CommitmentAdopted':
    case 'CommitmentAdoptedWithChanges':
      return adoptedDiff(data).reduce<S>(differing, standing);
    case 'ResponsibilityAssigned':
      return { ...standing, [data.part]: withItem(standing[data.part], data.institution) };
    case 'ResponsibilityReassigned':
      return { ...standing, [data.part]: withItem(without(standing[data.part], data.from), data.to) };
    case 'DueDateSet':
      return { ...standing, due: data.due };
    case 'DueDateRevised':
      return { ...standing, due: data.to };
    case 'CommitmentDeferred':
      return isProposal(standing) ? standing : { ...standing, due: data.to };
    case 'ProgressReported':
      return data.percent === undefined ? standing : { ...standing, percent: data.percent };
    case 'CompletionConfirmed': // what was reported on the way there says nothing any more
      return standing.implementation === 'completed' ? { ...standing, percent: undefined } : standing;
    case 'CommitmentReferred':
      return { ...standing, referredTo: data.toForum };
    case 'ReferralReturned':
      return { ...standing, referredTo: undefined };
    case 'CommitmentSuperseded':
      return { ...standing, supersededBy: data.by };
    case 'CommitmentReopened':
      return { ...standing, supersededBy: [] };
    case 'EffectTakenBack':
    case 'EntryCorrected':
    case 'EntryWithdrawn':
      return data.changes.reduce<S>(
        (it, { field, to }) =>
          mayGo.has(field) || (restoredHere.has(field) && to !== undefined) ? { ...it, [field]: to } : it,
        standing,
      );
    case 'AdoptionConfirmed':
    case 'CommitmentNotAdopted':
    case 'MilestoneDefined':
    case 'MilestoneReached':
    case 'WorkStarted':
    case 'ProgressAssessed':
    case 'CommitmentBlocked':
    case 'CommitmentUnblocked':
    case 'CompletionReported':
    case 'CompletionNotAccepted':
    case 'CommitmentCarriedOver':
    case 'CommitmentWithdrawn':
    case 'CommitmentLapsed':
    case 'ConsentGiven':
    case 'EvidenceAttached':
    case 'EvidenceRetracted':
    case 'ReminderIssued':
    case 'OutcomeWaits':
    case 'EffectMoved':
    case 'EffectNotApplied':
      return standing;
  }
};

/** The three axes after the event; the same object if the event does not change them. */
const withAxes = <S extends Standing>(before: S, event: CommitmentEvent): S => {
  const axes = axesAfter(before, event);
  if (sameAxes(axes, before)) return before;
  const { adoption, implementation, disposition } = axes;
  return { ...before, adoption, implementation, disposition, status: statusOf(axes) };
};

/** The fields of the standing beside the axes: those that a commitment always has, and those that may be missing. */
const restoredHere: ReadonlySet<string> = new Set([
  'kind',
  'title',
  'lead',
  'support',
  'beneficiaries',
  'supersededBy',
]);
const mayGo: ReadonlySet<string> = new Set(['due', 'condition', 'percent', 'referredTo']);

/** One field as it was decided or signed. The text is for readers that store it. */
const differing = <S extends Standing>(standing: S, { field, to }: Difference): S => {
  switch (field) {
    case 'kind':
    case 'title':
      return to === undefined ? standing : { ...standing, [field]: to };
    case 'lead':
    case 'support':
    case 'beneficiaries':
      return { ...standing, [field]: to ?? [] };
    case 'due':
    case 'condition':
      return { ...standing, [field]: to };
    case 'text':
      return standing;
  }
};
