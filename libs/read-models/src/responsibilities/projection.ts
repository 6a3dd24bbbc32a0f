import { forumOf, type CommitmentEvent } from '@jwg/domain';
import { idOf } from '@jwg/event-sourcing';
import { isOf, type LedgerProjection, type Recorded } from '../events/citation.js';

/**
 * An institution that leads or supports a commitment, or did so once: the index by which a board finds its commitments.
 * Only the commitment's row shows who does so now.
 */
export interface ResponsibilityRow {
  readonly institution: string;
  readonly commitment: string;
  readonly forum: string;
}

const named = ({ type, data }: CommitmentEvent): readonly string[] => {
  switch (type) {
    case 'CommitmentRegistered':
      return [...data.lead, ...data.support];
    case 'CommitmentAccepted':
    case 'CommitmentAdoptedWithChanges':
      return responsibleIn(data.diff ?? []);
    case 'EffectTakenBack':
    case 'EntryCorrected':
    case 'EntryWithdrawn':
      return responsibleIn(data.changes);
    case 'ResponsibilityAssigned':
      return [data.institution];
    case 'ResponsibilityReassigned':
      return [data.to];
    default:
      return [];
  }
};

const responsibleIn = (fields: readonly { field: string; to?: unknown }[]): readonly string[] =>
  fields.flatMap(({ field, to = [] }) => (field === 'lead' || field === 'support' ? (to as string[]) : []));

const keys = (event: Recorded): string[] =>
  isOf('commitment', event)
    ? named(event as CommitmentEvent).map((institution) => `${institution}/${idOf(event.stream)}`)
    : [];

const take = (row: ResponsibilityRow | undefined, _: CommitmentEvent, key: string): ResponsibilityRow => {
  const [institution, commitment] = key.split('/') as [string, string];
  return row ?? { institution, commitment, forum: forumOf(commitment) };
};

export const responsibilities: LedgerProjection<ResponsibilityRow> = {
  name: 'responsibilities',
  version: 4,
  keys,
  on: {
    CommitmentRegistered: take,
    CommitmentAccepted: take,
    CommitmentAdoptedWithChanges: take,
    EffectTakenBack: take,
    EntryCorrected: take,
    EntryWithdrawn: take,
    ResponsibilityAssigned: take,
    ResponsibilityReassigned: take,
  },
  columns: { institution: ({ institution }) => institution, forum: ({ forum }) => forum },
};
