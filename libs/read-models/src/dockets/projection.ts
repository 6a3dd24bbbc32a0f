import { commitmentsNamedIn } from '@jwg/domain';
import { idOf } from '@jwg/event-sourcing';
import { isOf, type LedgerProjection, type Recorded } from '../events/citation.js';
import { onStatements } from '../events/on-statements.js';

/**
 * A commitment that came before a forum by referral, or before a session by being named there. By this index a forum
 * finds what it deals with although it is not its own.
 */
export interface DocketRow {
  /** A forum or a session. */
  readonly before: string;
  readonly commitment: string;
}

const enter = (row: DocketRow | undefined, _: Recorded, key: string): DocketRow => {
  const [before, commitment] = key.split('/') as [string, string];
  return row ?? { before, commitment };
};

const keys = (event: Recorded): string[] => {
  const subject = idOf(event.stream);
  if (isOf('session', event)) return commitmentsNamedIn(event).map((commitment) => `${subject}/${commitment}`);
  return event.type === 'CommitmentReferred' && isOf('commitment', event) ? [`${event.data.toForum}/${subject}`] : [];
};

export const dockets: LedgerProjection<DocketRow> = {
  name: 'dockets',
  version: 1,
  keys,
  on: { ...onStatements<DocketRow>(enter), CommitmentReferred: enter },
  columns: { before: ({ before }) => before },
};
