import type { CommitmentAnswer } from '../api/types.gen.js';
import type { Act, Values } from './act.js';

/** What the other side has consented to, as the fields of the form: both consent to the same, or to nothing. */
export const proposedTo = (
  { consent }: Pick<Act, 'consent'>,
  { consents }: Pick<CommitmentAnswer, 'consents'>,
  side: string | undefined,
): Values => {
  const theirs = consent && consents.findLast((it) => it.to === consent.to && it.side !== side);
  if (!theirs) return {};
  return {
    ...(theirs.reason !== undefined && { [consent.words]: theirs.reason }),
    ...(theirs.due?.date !== undefined && { 'to.date': theirs.due.date }),
  };
};
