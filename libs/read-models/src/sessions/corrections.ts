import { isDeepStrictEqual } from 'node:util';
import type { LedgerEvent } from '@jwg/domain';
import { cite, type Recorded } from '../events/citation.js';
import type { CorrectionPart, MinutesState, Signature } from './parts.js';
import type { WholeSession } from './row.js';

export const correctionOf = (event: Recorded<Extract<LedgerEvent, { type: 'RecordCorrected' }>>): CorrectionPart => {
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
