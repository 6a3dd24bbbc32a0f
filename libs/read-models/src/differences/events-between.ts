import { journal, journalKey, type JournalRow } from '../journal/projection.js';
import type { RowsAt } from '../rows/rows-at.js';

export interface ChangeEvents {
  /** In the order of the ledger, the latest fifty. */
  readonly events: readonly ChangeEvent[];
  /** So many earlier ones are left out. */
  readonly earlier?: number;
}

export interface ChangeEvent {
  readonly position: number;
  readonly type: JournalRow['type'];
  /** When it happened, as precisely as that is known. */
  readonly on: string;
  /** It counts at the first moment, and not at the second. */
  readonly only?: 'then';
}

/** As many as one commitment shows. */
const SHOWN = 50;
const END = 999_999_999_999;

/** The events about a subject that count at one of two moments and not at the other. */
export const eventsBetween = async (from: RowsAt, to: RowsAt, subject: string): Promise<ChangeEvents> => {
  const areStored = from.folded === undefined && to.folded === undefined;
  // What both moments know is not read where positions tell it.
  const since = areStored ? Math.min(from.position, to.position) + 1 : 0;
  const [then, now] = await Promise.all([about(from, subject, since), about(to, subject, since)]);
  const all = [
    ...[...now.values()].filter(({ position }) => !then.has(position)).map((it) => toldOf(it)),
    ...[...then.values()]
      .filter(({ position }) => !now.has(position))
      .map((it) => ({ ...toldOf(it), only: 'then' as const })),
  ].sort((a, b) => a.position - b.position);
  const earlier = Math.max(0, all.length - SHOWN);
  return { events: all.slice(earlier), ...(earlier > 0 && { earlier }) };
};

const about = async ({ reader }: RowsAt, subject: string, since: number) => {
  const key = { atLeast: journalKey(subject, since), atMost: journalKey(subject, END) };
  return new Map((await reader.find(journal, { key })).map((row) => [row.position, row]));
};

const toldOf = ({ position, type, on }: JournalRow): ChangeEvent => ({ position, type, on });
