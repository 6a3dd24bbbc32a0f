import type { Binding, CommitmentAnswer } from '../api/types.gen.js';
import { ordinalIn } from '../words/ids.js';

/** What the record shows of whether both sides stand by a commitment; a sentence each. */
export type AdoptionSays =
  | { says: 'legacy' }
  | { says: 'proposed'; by: string; on: string }
  | { says: 'said'; session: string; ordinal: number; on: string }
  | { says: 'drafted'; version: number; on: string }
  | { says: 'oneSigned'; side: string; other?: string; version: number; on: string }
  | { says: 'voided'; side: string; version: number }
  | { says: 'signed'; session: string; ordinal: number; version: number; on: string; changed: readonly string[] }
  | { says: 'leftOut'; on: string }
  | { says: 'declined'; on: string };

type Record = Pick<CommitmentAnswer, 'adoption' | 'legacy' | 'proposedBy' | 'adoptedBy' | 'binding' | 'why'>;

export const adoptionSays = (
  { adoption, legacy, proposedBy, adoptedBy, binding, why }: Record,
  sides: readonly string[],
): AdoptionSays => {
  const last = why.adoption.at(-1);
  const on = last?.occurredAt.value ?? '';
  if (adoptedBy && adoption === 'adopted') {
    const { session, version, diff, occurredAt } = adoptedBy;
    const changed = diff.map(({ field }) => field);
    return { says: 'signed', session, ordinal: ordinalIn(session), version, on: occurredAt.value, changed };
  }
  if (adoption === 'notAdopted') return { says: binding?.inEffect && binding.leftOutOf ? 'leftOut' : 'declined', on };
  if (adoption === 'proposed') return { says: 'proposed', by: proposedBy ?? last?.side ?? '', on };
  if (legacy || !binding) return { says: 'legacy' };
  const { session, said } = binding;
  return (
    draftSays(binding, sides) ?? {
      says: 'said',
      session,
      ordinal: ordinalIn(session),
      on: said?.occurredAt.value ?? why.adoption[0]?.occurredAt.value ?? on,
    }
  );
};

/** How far the latest draft that contains it has come. */
const draftSays = ({ drafted, signatures }: Binding, sides: readonly string[]): AdoptionSays | undefined => {
  if (!drafted) return undefined;
  const signed = signatures.find((it) => it.version === drafted.version && !it.void);
  if (signed) {
    const { side, version, signedOn } = signed;
    return { says: 'oneSigned', side, other: sides.find((it) => it !== side), version, on: signedOn };
  }
  const voided = signatures.findLast((it) => it.void);
  if (voided) return { says: 'voided', side: voided.side, version: voided.version };
  return { says: 'drafted', version: drafted.version, on: drafted.on };
};
