import { forumOf, type CommitmentEvent } from '@jwg/domain';
import { isOf, subjectOf, type LedgerProjection, type Recorded } from '../citation.js';

/**
 * Which institutions have, or had, a part in a commitment: the index by which a board finds what it looks at. The part
 * itself stands in the commitment's row.
 */
export interface ResponsibilityRow {
  readonly institution: string;
  readonly commitment: string;
  readonly forum: string;
  readonly lead: boolean;
  readonly support: boolean;
}

type Part = 'lead' | 'support';
type Move = { part: Part; from: readonly string[]; to: readonly string[] };

/** What an event takes from some institutions and gives to others. */
const moves = ({ type, data }: CommitmentEvent): Move[] => {
  switch (type) {
    case 'CommitmentRegistered':
      return [
        { part: 'lead', from: [], to: data.lead },
        { part: 'support', from: [], to: data.support },
      ];
    case 'CommitmentAdoptedWithChanges':
      return data.diff.flatMap((it) =>
        it.field === 'lead' || it.field === 'support' ? [{ part: it.field, from: it.from ?? [], to: it.to ?? [] }] : [],
      );
    case 'ResponsibilityAssigned':
      return [{ part: data.part, from: [], to: [data.institution] }];
    case 'ResponsibilityReassigned':
      return [{ part: data.part, from: [data.from], to: [data.to] }];
    default:
      return [];
  }
};

const keys = (event: Recorded): string[] => {
  if (!isOf('commitment', event)) return [];
  const institutions = moves(event as CommitmentEvent).flatMap(({ from, to }) => [...from, ...to]);
  return [...new Set(institutions)].map((institution) => `${institution}/${subjectOf(event.stream)}`);
};

const move = (row: ResponsibilityRow | undefined, event: CommitmentEvent, key: string): ResponsibilityRow => {
  const [institution, commitment] = key.split('/') as [string, string];
  const before = row ?? { institution, commitment, forum: forumOf(commitment), lead: false, support: false };
  return moves(event).reduce(
    (it, { part, from, to }) =>
      to.includes(institution) ? { ...it, [part]: true } : from.includes(institution) ? { ...it, [part]: false } : it,
    before,
  );
};

export const responsibilities: LedgerProjection<ResponsibilityRow> = {
  name: 'responsibilities',
  version: 1,
  keys,
  on: {
    CommitmentRegistered: move,
    CommitmentAdoptedWithChanges: move,
    ResponsibilityAssigned: move,
    ResponsibilityReassigned: move,
  },
  columns: {
    institution: ({ institution }) => institution,
    commitment: ({ commitment }) => commitment,
    forum: ({ forum }) => forum,
  },
};
