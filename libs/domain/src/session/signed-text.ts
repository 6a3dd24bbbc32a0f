import { Value } from 'typebox/value';
import type { StoredEvent } from '@jwg/event-sourcing';
import type { Context } from '../context.js';
import { acting } from '../metadata.js';
import { isStatement, type SessionEvent } from './events.js';
import { refuse, type DataOf } from './rules.js';
import type { Session } from './state.js';

type Correction = DataOf<'RecordCorrected'>;

/** Whether both sides have signed what this entry says: a statement in the text, or how the text differs from it. */
export const isSigned = (entry: SessionEvent, { inEffect, draft }: Session): boolean => {
  if (!inEffect) return false;
  if (entry.type === 'MinutesDrafted') return entry.data.version === draft!.version;
  return isStatement(entry) && draft!.statementIds.includes(entry.data.statementId);
};

/** What both signed stands. Only where the entry of it differs from the paper, both secretariats set it right. */
export const requireSecretariat = ({ actor }: Context): void => {
  if (acting(actor).role === 'recorder')
    refuse('SIGNED_TEXT', 'Both sides have signed this text; an entry that differs from it is for both secretariats.');
};

/** The first secretariat agrees to a value; when the second one agrees to the same, the entry is corrected. */
export const correctByBothSides = (correction: Correction, { actor, history }: Context): SessionEvent[] => {
  const side = acting(actor).side!;
  const agreed = agreedValues(correction, history);
  if (agreed.has(side) && Value.Equal(agreed.get(side), correction.new)) return [];
  const agreement: SessionEvent = { type: 'CorrectionAgreedBySide', data: { side, ...correction } };
  const isAgreedByOther = [...agreed].some(([it, value]) => it !== side && Value.Equal(value, correction.new));
  return isAgreedByOther
    ? [agreement, { type: 'RecordCorrected', data: { ...correction, byBothSides: true } }]
    : [agreement];
};

/** It reads so already. A side that had agreed to another value no longer does. */
export const takeBackAgreement = (asItIs: Correction, { actor, history }: Context): SessionEvent[] => {
  const side = acting(actor).side!;
  const agreed = agreedValues(asItIs, history);
  return agreed.has(side) && !Value.Equal(agreed.get(side), asItIs.new)
    ? [{ type: 'CorrectionAgreedBySide', data: { side, ...asItIs } }]
    : [];
};

/** What each side agrees to for this field since it was last corrected. */
const agreedValues = ({ eventId, field }: Correction, history: readonly StoredEvent[]): Map<string, unknown> => {
  const agreed = new Map<string, unknown>();
  for (const { type, data } of history as readonly StoredEvent<SessionEvent>[]) {
    if (type !== 'CorrectionAgreedBySide' && type !== 'RecordCorrected') continue;
    if (data.eventId !== eventId || data.field !== field) continue;
    if (type === 'RecordCorrected') agreed.clear();
    else agreed.set(data.side, data.new);
  }
  return agreed;
};
