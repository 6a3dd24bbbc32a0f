import type { LedgerEvent } from '@jwg/domain';
import { cite, type Citation, type Recorded } from '../events/citation.js';
import type { SessionRow } from './projection.js';

export interface MinutesPart {
  readonly versions: readonly (MinutesVersion & Citation)[];
  readonly comments: readonly ({ version: number; side: string; comment: string; paragraph?: string } & Citation)[];
  readonly agreedVersion?: number;
  readonly signatures: readonly Signature[];
  /** Both sides signed this text, and from this day it binds. */
  readonly inEffect?: { version: number; digest: string; on: string } & Citation;
}

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

export const minutes = (row: SessionRow | undefined, part: (minutes: MinutesPart) => Partial<MinutesPart>) =>
  row && { ...row, minutes: { ...row.minutes, ...part(row.minutes) } };

export const signatureOf = (event: Recorded<Of<'MinutesSignedBySide'>>): Signature => {
  const { digest: _digest, record: _record, ...data } = event.data;
  return { ...cite(event), ...data };
};

/** The record was changed under these signatures. */
export const withVoid = (
  { signatures }: MinutesPart,
  { version, because, statementId }: Of<'SignaturesVoided'>['data'],
): Partial<MinutesPart> => ({
  agreedVersion: undefined,
  signatures: signatures.map((it) =>
    it.version === version && !it.void ? { ...it, void: true, voidBecause: { because, statementId } } : it,
  ),
});

export const withoutSignature = (
  { signatures }: MinutesPart,
  { eventId, reason }: Of<'SignatureAnnulled'>['data'],
): Partial<MinutesPart> => ({
  signatures: signatures.map((it) =>
    it.eventId === eventId ? { ...it, void: true, voidBecause: { because: 'mistake', reason } } : it,
  ),
});
