import type { CommitmentAnswer, SessionRecord } from '../api/types.gen.js';
import { ordinalIn, sessionIn } from '../words/ids.js';

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

type Record = Pick<CommitmentAnswer, 'adoption' | 'legacy' | 'proposedBy' | 'statement' | 'adoptedBy' | 'why'>;

/** @param origin  the session whose statement brought it up, once it was read */
export const adoptionSays = (
  { adoption, legacy, proposedBy, statement, adoptedBy, why }: Record,
  origin: SessionRecord | undefined,
  sides: readonly string[],
): AdoptionSays => {
  const last = why.adoption.at(-1);
  const on = last?.occurredAt.value ?? '';
  if (adoptedBy && adoption === 'adopted') {
    const { session, version, diff, occurredAt } = adoptedBy;
    const changed = diff.map(({ field }) => field);
    return { says: 'signed', session, ordinal: ordinalIn(session), version, on: occurredAt.value, changed };
  }
  if (adoption === 'notAdopted') return { says: wasLeftOut(statement, origin) ? 'leftOut' : 'declined', on };
  if (adoption === 'proposed') return { says: 'proposed', by: proposedBy ?? last?.side ?? '', on };
  if (legacy || statement === undefined) return { says: 'legacy' };
  return (
    (origin && draftSays(statement, origin, sides)) ?? {
      says: 'said',
      session: sessionIn(statement),
      ordinal: ordinalIn(statement),
      on: origin?.openedOn ?? why.adoption[0]?.occurredAt.value ?? on,
    }
  );
};

const wasLeftOut = (statement: string | undefined, origin: SessionRecord | undefined): boolean =>
  origin?.statements.find(({ id }) => id === statement)?.adoption === 'leftOut';

/** How far the latest draft that contains it has come. */
const draftSays = (
  statement: string,
  { minutes }: SessionRecord,
  sides: readonly string[],
): AdoptionSays | undefined => {
  const latest = minutes.versions.at(-1);
  if (!latest?.statementIds.includes(statement)) return undefined;
  const signed = minutes.signatures.find((it) => it.version === latest.version && !it.void);
  if (signed) {
    const { side, version, signedOn } = signed;
    return { says: 'oneSigned', side, other: sides.find((it) => it !== side), version, on: signedOn };
  }
  const voided = minutes.signatures.findLast((it) => it.void);
  if (voided) return { says: 'voided', side: voided.side, version: voided.version };
  return { says: 'drafted', version: latest.version, on: latest.on };
};
