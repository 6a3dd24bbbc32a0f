import type { Text } from '@jwg/domain';
import type { Titled } from '../commitments/title.js';
import type { definitions } from './definitions.js';

/** How a forum does over its sessions: figures with what they count and what they rest on. */
export interface ForumReport {
  readonly forum: string;
  readonly name: Text;
  /** The last position in the log that the answer includes. */
  readonly position: number;
  /** The day for which it is computed. */
  readonly on: string;
  readonly definitions: typeof definitions;
  readonly whole: Figures;
  readonly sides: readonly (Figures & { readonly side: string })[];
  /** Those that lead or support a commitment; the hundred with the most of them. */
  readonly institutions: readonly InstitutionFigures[];
  /** Those that have closed, in order; the latest hundred. */
  readonly sessions: readonly SessionFigures[];
  readonly ages: readonly AgeBand[];
  /** The commitments that a figure or an age names, by number. */
  readonly named: readonly (Titled & { readonly id: string })[];
  /** The lists that were cut. */
  readonly shortened?: readonly ('institutions' | 'sessions')[];
}

export interface Figures {
  /** The number of all that are counted. */
  readonly commitments: number;
  /** `value`: per cent, rounded down. */
  readonly completion: Figure;
  /** `value`: the median, in days. */
  readonly slip: Figure;
  readonly overdue: Figure;
  /** `value`: how often in all. */
  readonly carriedOver: Figure;
  /** `value`: the longest, in sessions. */
  readonly silence: Figure;
}

export interface InstitutionFigures extends Figures {
  readonly institution: string;
  readonly side: string;
  readonly name: Text;
}

/** A number, what it is a part of, and the commitments that it counts. */
export interface Figure {
  readonly count: number;
  /** Of so many. */
  readonly of: number;
  /** Missing where there is nothing to measure. */
  readonly value?: number;
  /** Those counted, the most telling ones first. */
  readonly items: readonly CountedCommitment[];
  /** How many are not in `items`. */
  readonly more?: number;
}

export interface CountedCommitment {
  readonly commitment: string;
  /** Days of slip, times carried over, sessions of silence. */
  readonly value?: number;
  /** The positions of the events that it rests on, the latest twenty. */
  readonly events: readonly number[];
}

/** How it stood when a session closed. */
export interface SessionFigures {
  readonly session: string;
  /** Its number in this forum; missing where the forum does not count it. */
  readonly number?: number;
  /** Its last day, as far as that is known. */
  readonly on: string;
  readonly open: number;
  readonly completed: number;
  readonly passedOver: number;
  readonly carriedOver: number;
  /** With a day on which they were due first, and one on which they were due then. */
  readonly dated: number;
  readonly slipped: number;
  /** In days. */
  readonly medianSlip?: number;
  /** Positions of what the session carried over and of what moved the dates, the first fifty. */
  readonly events: readonly number[];
  readonly moreEvents?: number;
}

/** Unfinished commitments of one age. */
export interface AgeBand {
  readonly fromMonths: number;
  /** Missing of the oldest ones. */
  readonly belowMonths?: number;
  readonly count: number;
  readonly items: readonly CountedCommitment[];
  readonly more?: number;
}
