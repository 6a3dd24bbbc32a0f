import type { StoredEvent } from '@jwg/event-sourcing';
import { allow, requireForum, type LedgerDecider } from '../context.js';
import type { Metadata } from '../metadata.js';
import type { ReadEvent } from './events.js';
import { refuse } from './rules.js';

export interface ReadCommand {
  readonly type: 'RecordRead';
  readonly data: ReadEvent['data'];
}

/** The state of a day: what a later read is compared with is in its history. */
export interface Reads {
  readonly count: number;
}

/** So many entries of one reader in one stream, which holds a day of one forum. */
export const MOST_READS_A_DAY = 200;

/** The stream of a forum's reads on a day, or of those of the whole ledger: no forum is called so. */
export const readsId = (forum: string | undefined, day: string): string => `${forum ?? WHOLE_LEDGER}.${day}`;
const WHOLE_LEDGER = '_ledger';

type Recorded = StoredEvent<ReadEvent, Metadata>;

/**
 * What auditors read is recorded. The stream is that of one day, so it stays short, and the same read on the same day is
 * recorded once.
 */
export const reads: LedgerDecider<Reads, ReadCommand, ReadEvent> = {
  category: 'reads',
  initial: { count: 0 },
  evolve: ({ count }) => ({ count: count + 1 }),
  decide({ data }, _state, context) {
    allow(context, 'auditor');
    if (data.forum !== undefined) requireForum(context);
    const own = (context.history as readonly Recorded[]).filter(
      ({ metadata }) => metadata.actor.id === context.actor.id,
    );
    if (own.some((earlier) => isSame(earlier.data, data))) return [];
    if (own.length >= MOST_READS_A_DAY)
      refuse('TOO_MANY_READS', 'One reader’s reads of one forum are as many today as are recorded in a day.');
    return [{ type: 'LedgerRead', data }];
  },
};

/** Whether the two say the same in every field. */
export const isSame = (one: ReadEvent['data'], other: ReadEvent['data']): boolean =>
  [...new Set([...Object.keys(one), ...Object.keys(other)] as (keyof ReadEvent['data'])[])].every(
    (field) => one[field] === other[field],
  );
