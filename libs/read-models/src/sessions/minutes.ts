import type { LedgerEvent } from '@jwg/domain';
import { cite, type Recorded } from '../events/citation.js';
import type { MinutesState, Signature } from './parts.js';
import type { WholeSession } from './row.js';

type Of<T extends LedgerEvent['type']> = Extract<LedgerEvent, { type: T }>;

export const minutes = (row: WholeSession | undefined, state: MinutesState): WholeSession | undefined =>
  row && { ...row, minutes: { ...row.minutes, ...state } };

export const signatureOf = (event: Recorded<Of<'MinutesSignedBySide'>>): Signature => {
  const { digest: _digest, record: _record, ...data } = event.data;
  return { ...cite(event), ...data };
};

/** The signatures for which there is a reason count no more. */
export const withVoid = (
  row: WholeSession,
  reason: (signature: Signature) => Pick<Signature, 'voidBecause'> | undefined,
): WholeSession => {
  const because = row.signatures.map((it) => ({ it, why: reason(it) }));
  const gone = because.flatMap(({ it, why }) => (why ? [{ ...it, void: true as const, ...why }] : []));
  if (gone.length === 0) return row;
  const signatures = because.flatMap(({ it, why }) => (why ? [] : [it]));
  return { ...row, signatures, voidSignatures: [...row.voidSignatures, ...gone] };
};

/** The record was changed under these signatures. */
export const withRecordChanged = (
  row: WholeSession,
  { version, because, statementId }: Of<'SignaturesVoided'>['data'],
): WholeSession =>
  withVoid({ ...row, minutes: { ...row.minutes, agreedVersion: undefined, agreedBy: undefined } }, (it) =>
    it.version === version ? { voidBecause: { because, statementId } } : undefined,
  );

export const withoutSignature = (
  row: WholeSession,
  { eventId, reason }: Of<'SignatureAnnulled'>['data'],
): WholeSession =>
  withVoid(row, (it) => (it.eventId === eventId ? { voidBecause: { because: 'mistake', reason } } : undefined));

/** A new text: no signature under an older one counts, and no agreement. */
export const withDraft = (row: WholeSession, event: Recorded<Of<'MinutesDrafted'>>): WholeSession => {
  const version = { ...event.data, on: event.metadata.occurredAt.value, ...cite(event) };
  const minutes = { ...row.minutes, agreedVersion: undefined, agreedBy: undefined };
  return withVoid({ ...row, minutes, versions: [...row.versions, version] }, () => ({}));
};
