import type { SaidStatement, StatusTransition, Timeline } from '../api/types.gen.js';

/** One event of a timeline: when it happened, who acted, where it is written, and when the ledger learned it. */
export type Entry = Timeline['entries'][number];
export type EntryType = Entry['type'];
/** The kinds that a commitment's timeline may have; all others are of forums and sessions alone. */
export type CommitmentKinds =
  StatusTransition['type'] | SaidStatement['type'] | 'MinutesEnteredIntoEffect' | 'RecordCorrected' | 'RecordAnnulled';

type Text = Readonly<Record<string, string>>;
interface DueAt {
  readonly date?: string;
  readonly session?: string;
}

/** What entries hold, as far as sentences about them need it; which of it is there depends on the kind. */
export interface Told {
  readonly text?: Text;
  readonly statementId?: string;
  readonly statement?: string;
  readonly speaker?: { readonly kind: 'joint' | 'side' | 'official'; readonly side?: string; readonly office?: string };
  readonly verb?: { readonly word: string; readonly language: string };
  readonly outcome?: string;
  readonly legacy?: boolean;
  readonly adoption?: string;
  readonly due?: DueAt;
  readonly from?: unknown;
  readonly to?: unknown;
  readonly reason?: string;
  readonly cause?: string;
  readonly waitingFor?: string;
  readonly narrative?: string;
  readonly remarks?: string;
  readonly percent?: number;
  readonly rating?: 'onTrack' | 'atRisk' | 'offTrack';
  readonly title?: Text | string;
  readonly milestone?: string;
  readonly on?: string;
  readonly institution?: string;
  readonly version?: number;
  readonly session?: string;
  readonly toForum?: string;
  readonly fromForum?: string;
  readonly refusal?: { readonly code: string; readonly detail: string };
  readonly eventId?: string;
  readonly entries?: readonly string[];
  readonly entry?: string;
  readonly field?: string;
  readonly old?: unknown;
  readonly new?: unknown;
  readonly completedOn?: string;
  readonly regarding?: string;
  readonly name?: Text | string;
  readonly side?: string;
  readonly by?: unknown;
  readonly office?: string;
  readonly person?: string;
  readonly word?: string;
  readonly like?: string;
  readonly ordinal?: number;
  readonly plannedOn?: string;
  readonly openedOn?: string;
  readonly heldNotAfter?: string;
  readonly concludedOn?: string;
  readonly signedOn?: string;
  readonly comment?: string;
  readonly source?: { readonly reference: string };
  readonly items?: readonly unknown[];
  readonly statementIds?: readonly string[];
}

export const toldIn = ({ data }: Pick<Entry, 'data'>): Told => data as Told;
