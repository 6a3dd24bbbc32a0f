import type { LedgerEvent } from '@jwg/domain';
import { cite, type Citation, type Recorded } from '../events/citation.js';
import type { WholeSession } from './row.js';

/** How far the minutes are. */
export interface MinutesState {
  readonly agreedVersion?: number;
  /** Both sides signed this text, and from this day it binds. */
  readonly inEffect?: { version: number; digest: string; on: string } & Citation;
}

export type MinutesComment = { version: number; side: string; comment: string; paragraph?: string } & Citation;

type DraftOf = Extract<LedgerEvent, { type: 'MinutesDrafted' }>['data'];

export interface MinutesVersion {
  readonly version: number;
  readonly digest: string;
  readonly languages: readonly string[];
  /** The day of the draft, as precisely as it is known. */
  readonly on: string;
  readonly statementIds: readonly string[];
  /** How it differs from what was recorded in the session. */
  readonly changes: DraftOf['changes'];
  /** Digest of what the record said then. */
  readonly record?: string;
}

export interface Signature extends Citation {
  readonly side: string;
  readonly signatory?: string;
  readonly office?: string;
  readonly signedOn: string;
  readonly version: number;
  /** It counts no more: a new version was drafted, the record was changed, or it was entered by mistake. */
  readonly void?: true;
  /** The change of the record that made it void, or the reason for which it was annulled. */
  readonly voidBecause?: { because: VoidedBy; statementId: string } | { because: 'mistake'; reason: string };
}
type VoidedBy = Extract<LedgerEvent, { type: 'SignaturesVoided' }>['data']['because'];

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
  withVoid({ ...row, minutes: { ...row.minutes, agreedVersion: undefined } }, (it) =>
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
  const minutes = { ...row.minutes, agreedVersion: undefined };
  return withVoid({ ...row, minutes, versions: [...row.versions, version] }, () => ({}));
};
