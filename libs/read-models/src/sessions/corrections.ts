import { isDeepStrictEqual } from 'node:util';
import type { LedgerEvent } from '@jwg/domain';
import { cite, type Citation, type Recorded } from '../events/citation.js';
import type { MinutesPart } from './minutes.js';
import type { SessionRow } from './projection.js';

export interface CorrectionPart extends Citation {
  /** The corrected event, which does not change. */
  readonly corrects: string;
  readonly field: string;
  readonly old: unknown;
  readonly new: unknown;
  readonly reason: string;
}

export const correctionOf = (event: Recorded<Extract<LedgerEvent, { type: 'RecordCorrected' }>>): CorrectionPart => {
  const { eventId: corrects, field, old, new: value, reason } = event.data;
  return { ...cite(event), corrects, field, old, new: value, reason };
};

const correctable: readonly string[] = [
  ...['venue', 'mode', 'plannedOn', 'label', 'hostSide', 'openedOn', 'concludedOn', 'coChairs', 'delegations'],
];

/** The corrected value, unless a later event has replaced the field since. */
export const corrected = (row: SessionRow, { corrects, field, old, new: value }: CorrectionPart): SessionRow => {
  if (correctable.includes(field))
    return isDeepStrictEqual((row as never)[field] ?? null, old) ? { ...row, [field]: value } : row;
  const { minutes } = row;
  const signatures = minutes.signatures.map((it) => (it.eventId === corrects ? { ...it, [field]: value } : it));
  return { ...row, minutes: { ...minutes, signatures, inEffect: boundBy(minutes.inEffect, signatures) } };
};

/** Minutes bind from the day of the later signature. */
const boundBy = (inEffect: MinutesPart['inEffect'], signatures: MinutesPart['signatures']) => {
  const days = signatures.filter((it) => !it.void && it.version === inEffect?.version).map(({ signedOn }) => signedOn);
  return inEffect && days.length > 0 ? { ...inEffect, on: days.sort().at(-1)! } : inEffect;
};
