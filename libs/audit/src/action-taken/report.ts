import type { Due, Status } from '@jwg/domain';

/** What became of everything that a session said, point by point, as one side answers for it. */
export interface ActionTaken {
  readonly session: string;
  readonly forum: string;
  readonly forumName: string;
  readonly side: string;
  /** What the ledger had recorded up to here. */
  readonly position: number;
  /** The day for which flags are computed. */
  readonly on: string;
  /** As precisely as it is known; missing where it is not. */
  readonly heldOn?: string;
  /** The sides whose signature under the minutes counts. */
  readonly signedBy: readonly string[];
  readonly inEffect: boolean;
  readonly points: readonly ActionPoint[];
  /** What was recorded and never so: corrected, annulled, withdrawn or taken back. Missing where there is none. */
  readonly setRight?: readonly SetRightEntry[];
  /** The events that it rests on, each with a digest, in the order of the ledger. */
  readonly restsOn: readonly EventDigest[];
  /** Of all of the above: `sha256:` and 64 digits. */
  readonly digest: string;
}

/** One statement, and one commitment that it is about. */
export interface ActionPoint {
  readonly statement: string;
  readonly paragraph?: string;
  /** What the statement did. */
  readonly did: string;
  readonly decision: string;
  readonly authority: string;
  /** Where the statement was recorded from: the minutes, a note, who entered it. */
  readonly reference: string;
  /** Missing where nothing can be followed up. */
  readonly commitment?: PointCommitment;
}

export interface PointCommitment {
  readonly id: string;
  readonly title: string;
  readonly status: Status;
  readonly adoption: string;
  readonly flags: readonly string[];
  /** The institutions of the side that lead or support it, and those of the other side. */
  readonly responsible: readonly string[];
  readonly others: readonly string[];
  readonly due?: Due;
  readonly dueMoves: readonly DueMove[];
  /** What the side did, and what others did. */
  readonly done: readonly Deed[];
  readonly doneByOthers: readonly Deed[];
  readonly evidence: readonly { readonly position: number; readonly reference: string; readonly by?: string }[];
  readonly assessments: readonly {
    readonly position: number;
    readonly side: string;
    readonly rating: string;
    readonly remarks?: string;
  }[];
  /** What is left out because there is too much of it: events before the latest 500, entries before the latest 50. */
  readonly leftOut?: readonly LeftOut[];
  /** What has no answer. */
  readonly unanswered: readonly Unanswered[];
}

export type LeftOut = 'events' | 'corrections' | 'dueMoves' | 'evidence';

export interface DueMove {
  readonly position: number;
  readonly due?: Due;
  readonly on: string;
  readonly reason?: string;
}

export interface Deed {
  readonly position: number;
  readonly type: string;
  readonly on: string;
  readonly by?: string;
  readonly words?: string;
  readonly percent?: number;
}

/** An event that says what was never so. What it is about stays in the ledger as it was recorded. */
export interface SetRightEntry {
  readonly position: number;
  readonly on: string;
  /** An institution, a side, or the role of whoever recorded it. */
  readonly by: string;
  /** The old value, the new one and the reason, in a sentence. */
  readonly words: string;
  /** The positions of the entries that were wrong, where they are among those of the report. */
  readonly of: readonly number[];
}

export interface EventDigest {
  readonly position: number;
  readonly type: string;
  /** The first 16 digits of the SHA-256 of what the event says. */
  readonly digest: string;
}

export const unanswered = [
  'noInstitution',
  'noDate',
  'overdue',
  'missedMilestone',
  'nothingReported',
  'withoutEvidence',
  'notConfirmed',
  'notSigned',
  'notAnswered',
  'notAssessed',
  'disputed',
  'silent',
] as const;
export type Unanswered = (typeof unanswered)[number];
