import type { Numbers, Session, Text, Visibility } from '@jwg/domain';
import type { Citation } from '../events/citation.js';
import type { Addition } from './additions.js';
import type {
  AgreedCorrection,
  CorrectionPart,
  MinutesComment,
  MinutesState,
  MinutesVersion,
  Signature,
} from './parts.js';

/** A numbered sitting of a forum. Its statements have rows of their own (statements.ts). */
export interface WholeSession {
  readonly id: string;
  readonly forum: string;
  readonly ordinal: number;
  readonly label: 'regular' | 'special';
  readonly mode: 'inPerson' | 'virtual' | 'hybrid';
  readonly phase: Session['phase'];
  readonly plannedOn?: string;
  readonly openedOn?: string;
  /** The day by which it had been held, where its own day is unknown. */
  readonly heldNotAfter?: string;
  readonly concludedOn?: string;
  readonly venue?: string;
  readonly hostSide?: string;
  readonly alsoServes: readonly string[];
  /** Its numbers in these forums. */
  readonly numbers?: Numbers;
  readonly coChairs: readonly { side: string; name: string; office: string }[];
  readonly delegations: readonly { side: string; members: readonly string[] }[];
  readonly agenda: readonly Text[];
  readonly nextSession?: { ordinal: number; plannedOn?: string; venue?: string };
  readonly minutes: MinutesState;
  readonly versions: readonly (MinutesVersion & Citation)[];
  readonly comments: readonly MinutesComment[];
  /** Those that count. */
  readonly signatures: readonly Signature[];
  readonly voidSignatures: readonly Signature[];
  /** Place of its scheduling in the order of the fold: what is older belongs to one that was annulled. */
  readonly begunAt: number;
  /** Statements that no longer count. */
  readonly annulled: readonly string[];
  /** Statements that declined or withdrew a proposal: their effect is the session's act, not the signature's. */
  readonly refusals: readonly string[];
  /** Of these, the ones that have not had all their effects yet. */
  readonly openRefusals: readonly { statement: string; effects: number }[];
  readonly corrections: readonly CorrectionPart[];
  /** What one secretariat said, or said no more, to be a wrong entry of a signed text. */
  readonly agreedCorrections: readonly AgreedCorrection[];
  /** Further sources of what happened in it, but for its statements. */
  readonly additions: readonly Addition[];
  /** The first statement that was recorded after it was concluded. Such statements do not move its end. */
  readonly lateFrom?: string;
  /**
   * Place of its end: where it was concluded, or a moment later, where the last of its statements took effect. Missing
   * while the session lasts.
   */
  readonly closedAt?: number;
  readonly visibility: Visibility;
}

/** What grows, or is long and changes seldom: no list of sessions needs it, and no flag. */
export const keptApart = {
  coChairs: 'replaced',
  delegations: 'replaced',
  agenda: 'replaced',
  nextSession: 'replaced',
  versions: 'grows',
  comments: 'grows',
  signatures: 'replaced',
  voidSignatures: 'grows',
  annulled: 'grows',
  refusals: 'grows',
  corrections: 'grows',
  agreedCorrections: 'grows',
  additions: 'grows',
} as const satisfies { [field in keyof WholeSession]?: 'grows' | 'replaced' };

export type KeptApart = keyof typeof keptApart;

/** What lists, matrix and flags need of a session. */
export type SessionRow = Omit<WholeSession, KeptApart>;
