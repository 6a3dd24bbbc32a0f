import type { Difference } from '@jwg/domain';
import type { Entered } from '../events/citation.js';

/**
 * What changes entries that are kept apart: evidence given before with this reference was retracted, entries were taken
 * back, or a field of an entry was corrected. It is carried out where they are read.
 */
export type Amendment =
  | {
      readonly retracts: string;
      readonly reason: string;
      /** Place in the order of the fold. */
      readonly place: number;
    }
  | { readonly withdraws: readonly string[] }
  /** The statement that led to these entries was moved to the session in which it was made. */
  | { readonly moves: readonly string[]; readonly from: string; readonly statement: string }
  | { readonly corrects: string; readonly field: string; readonly value: unknown };

/** What a correction does to the entries that are kept apart. A text that differs may have brought a due date. */
export const amendmentBy = (corrects: string, field: string, value: unknown): Amendment => {
  if (field !== 'diff')
    return { corrects, field: field === 'to' ? 'due' : field === 'on' ? 'reachedOn' : field, value };
  const due = dueIn(value);
  return due ? { corrects, field: 'due', value: due.to } : { withdraws: [corrects] };
};

export const dueIn = (diff: unknown): Extract<Difference, { field: 'due' }> | undefined =>
  Array.isArray(diff)
    ? (diff as (Difference | null)[]).find((it): it is Extract<Difference, { field: 'due' }> => it?.field === 'due')
    : undefined;

/** An entry was corrected or withdrawn by those who made it, or an effect was taken back with its cause. */
export interface SetRight extends Entered {
  readonly reason: string;
  /** The entry that was wrong in one field: what it said, and what is right. */
  readonly corrects?: string;
  readonly field?: string;
  readonly old?: unknown;
  readonly new?: unknown;
  /** The entries that should never have been made, and the kind of one that was withdrawn by itself. */
  readonly withdraws?: readonly string[];
  readonly entry?: string;
}
