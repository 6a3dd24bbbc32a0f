import type { LedgerEvent } from '@jwg/domain';
import type { Citation } from '../events/citation.js';

/** How far the minutes are. */
export interface MinutesState {
  readonly agreedVersion?: number;
  /** The side that agrees to the latest version, while the other one does not yet. */
  readonly agreedBy?: string;
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

export interface CorrectionPart extends Citation {
  /** The corrected event, which does not change. */
  readonly corrects: string;
  readonly field: string;
  readonly old: unknown;
  readonly new: unknown;
  readonly reason: string;
}

/** One secretariat's half of a correction of what both sides signed. */
export interface AgreedCorrection extends CorrectionPart {
  readonly side: string;
  /** Missing where it is about a change in the signed text itself. */
  readonly statementId?: string;
}
