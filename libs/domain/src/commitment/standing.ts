import type { CommitmentKind, Difference, Due, Text } from '../vocabulary.js';
import type { CommitmentEvent } from './events.js';
import { axesAfter, type Axes } from './state.js';
import { statusOf, type Status } from './status.js';

/** How a commitment stands: what everybody who reads it wants to know, by its own stream alone. */
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
 * How it stands after one more event; whatever else the reader keeps beside it stays. The published status and the read
 * model both use this one table, so they cannot tell different things.
 */
export const evolveStanding = <S extends Standing>(before: S, event: CommitmentEvent): S => {
  const standing = withAxes(before, event);
  const { type, data } = event;
  switch (type) {
    case 'CommitmentRegistered': {
      const { kind, title, lead, support, beneficiaries, due, condition } = data;
      return { ...standing, kind, title, lead, support, beneficiaries, due, condition };
    }
    case 'CommitmentAdoptedWithChanges':
      return data.diff.reduce<S>(signed, standing);
    case 'ResponsibilityAssigned':
      return { ...standing, [data.part]: withItem(standing[data.part], data.institution) };
    case 'ResponsibilityReassigned':
      return { ...standing, [data.part]: withItem(without(standing[data.part], data.from), data.to) };
    case 'DueDateSet':
      return { ...standing, due: data.due };
    case 'DueDateRevised':
    case 'CommitmentDeferred':
      return { ...standing, due: data.to };
    case 'ProgressReported':
      return data.percent === undefined ? standing : { ...standing, percent: data.percent };
    case 'CommitmentReferred':
      return { ...standing, referredTo: data.toForum };
    case 'ReferralReturned':
      return { ...standing, referredTo: undefined };
    case 'CommitmentSuperseded':
      return { ...standing, supersededBy: data.by };
    case 'CommitmentReopened':
      return { ...standing, supersededBy: [] };
    case 'CommitmentAccepted':
    case 'CommitmentAdopted':
    case 'CommitmentNotAdopted':
    case 'MilestoneDefined':
    case 'MilestoneReached':
    case 'WorkStarted':
    case 'ProgressAssessed':
    case 'CommitmentBlocked':
    case 'CommitmentUnblocked':
    case 'CompletionReported':
    case 'CompletionConfirmed':
    case 'CompletionNotAccepted':
    case 'CommitmentCarriedOver':
    case 'CommitmentWithdrawn':
    case 'CommitmentLapsed':
    case 'ConsentGiven':
    case 'EvidenceAttached':
    case 'EvidenceRetracted':
    case 'ReminderIssued':
    case 'EffectNotApplied':
      return standing;
  }
};

/** The three axes as the event leaves them; the same object where it leaves them as they are. */
const withAxes = <S extends Standing>(before: S, event: CommitmentEvent): S => {
  const { adoption, implementation, disposition } = axesAfter(before, event);
  const still =
    adoption === before.adoption && implementation === before.implementation && disposition === before.disposition;
  return still
    ? before
    : {
        ...before,
        adoption,
        implementation,
        disposition,
        status: statusOf({ adoption, implementation, disposition }),
      };
};

/** One field as it was signed; the text is for those who keep it. */
const signed = <S extends Standing>(standing: S, { field, to }: Difference): S => {
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

const without = (list: readonly string[], item: string) => list.filter((it) => it !== item);
const withItem = (list: readonly string[], item: string) => (list.includes(item) ? list : [...list, item]);
