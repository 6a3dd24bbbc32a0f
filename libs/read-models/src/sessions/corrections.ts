import { isDeepStrictEqual } from 'node:util';
import type { LedgerEvent } from '@jwg/domain';
import { cite, orderOf, type Recorded } from '../events/citation.js';
import type { AgreedCorrection, CorrectionPart, MinutesState, Signature } from './parts.js';
import type { WholeSession } from './row.js';

type Of<T extends LedgerEvent['type']> = Recorded<Extract<LedgerEvent, { type: T }>>;

export const agreedCorrectionOf = (event: Of<'CorrectionAgreedBySide'>): AgreedCorrection => {
  const { eventId: corrects, ...said } = event.data;
  return { ...cite(event), corrects, ...said };
};

/** Those that the other side has not answered: the last one of each side for a field, unless it took that back. */
export const unanswered = (
  agreed: readonly AgreedCorrection[],
  corrections: readonly CorrectionPart[],
): AgreedCorrection[] => {
  const isSame = (a: CorrectionPart, b: CorrectionPart) => a.corrects === b.corrects && a.field === b.field;
  return agreed.filter(
    (it, n) =>
      !isDeepStrictEqual(it.old, it.new) &&
      !agreed.slice(n + 1).some((later) => later.side === it.side && isSame(later, it)) &&
      !corrections.some((done) => isSame(done, it) && orderOf(done) > orderOf(it)),
  );
};

export const correctionOf = (event: Of<'RecordCorrected'>): CorrectionPart => {
  const { eventId: corrects, field, old, new: value, reason } = event.data;
  return { ...cite(event), corrects, field, old, new: value, reason };
};

const correctable: readonly string[] = [
  ...[
    'venue',
    'mode',
    'plannedOn',
    'label',
    'hostSide',
    'numbers',
    'openedOn',
    'heldNotAfter',
    'concludedOn',
    'coChairs',
    'delegations',
  ],
];

/** The corrected value, unless a later event has replaced the field since. */
export const corrected = (row: WholeSession, { corrects, field, old, new: value }: CorrectionPart): WholeSession => {
  if (correctable.includes(field))
    return isDeepStrictEqual((row as never)[field] ?? null, old) ? { ...row, [field]: value } : row;
  if (!row.signatures.some(({ eventId }) => eventId === corrects)) return row;
  const { minutes } = row;
  const signatures = row.signatures.map((it) => (it.eventId === corrects ? { ...it, [field]: value } : it));
  return { ...row, signatures, minutes: { ...minutes, inEffect: boundBy(minutes.inEffect, signatures) } };
};

/** Minutes bind from the day of the later signature. */
const boundBy = (inEffect: MinutesState['inEffect'], signatures: readonly Signature[]) => {
  const days = signatures.filter((it) => it.version === inEffect?.version).map(({ signedOn }) => signedOn);
  return inEffect && days.length > 0 ? { ...inEffect, on: days.sort().at(-1)! } : inEffect;
};
