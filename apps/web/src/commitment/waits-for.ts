import type { CommitmentAnswer } from '../api/types.gen.js';

/** The next moves that the rules allow on the way to a completion that counts. */
export type Waits =
  | { for: 'answer'; rule: 'T2'; of?: string }
  | { for: 'signatures'; rule: 'T4'; missing?: string }
  | { for: 'start'; rule: 'T6' }
  | { for: 'obstacle'; rule: 'T7'; cause: string }
  | { for: 'report'; rule: 'T8' }
  | { for: 'confirmation'; rule: 'T9'; consented: readonly string[] }
  | { for: 'forum'; rule: 'T15'; forum: string };

/** @param missing  the side that has not signed yet, where the other has */
export const waitsFor = (of: CommitmentAnswer, sides: readonly string[], missing?: string): readonly Waits[] => {
  if (of.disposition === 'referred') return [{ for: 'forum', rule: 'T15', forum: of.referredTo ?? '' }];
  if (of.disposition !== 'open' || of.adoption === 'notAdopted' || of.implementation === 'completed') return [];
  if (of.adoption === 'proposed') return [{ for: 'answer', rule: 'T2', of: sides.find((it) => it !== of.proposedBy) }];
  return [...(of.adoption === 'provisional' ? [{ for: 'signatures', rule: 'T4', missing } as const] : []), ...work(of)];
};

const work = ({ kind, implementation, blockedBy, consents }: CommitmentAnswer): readonly Waits[] => {
  const consented = consents.filter(({ to }) => to === 'confirmCompletion').map(({ side }) => side);
  switch (implementation) {
    case 'notStarted':
      return [{ for: 'start', rule: 'T6' }];
    case 'onHold':
      return [{ for: 'obstacle', rule: 'T7', cause: blockedBy?.waitingFor ?? blockedBy?.cause ?? '' }];
    case 'inProgress':
      return kind === 'continuing' ? [] : [{ for: 'report', rule: 'T8' }];
    case 'reportedComplete':
      return [{ for: 'confirmation', rule: 'T9', consented }];
    case 'completed':
      return [];
  }
};
