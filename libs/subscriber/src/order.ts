/** How a record relates to the earlier records of its partition. */
export type Arrival = 'next' | 'duplicate' | 'gap';

/** The last handled record of a partition, and up to two records before it, by their sequences. */
export interface Last {
  readonly sequence: number;
  /** The record before the last one; missing if that names none. */
  readonly before?: number | undefined;
  /** The last record before an accepted gap. */
  readonly left?: number | undefined;
}

/** The two numbers that give a record's place in the order. */
interface Numbered {
  readonly sequence: string;
  readonly previous?: string | undefined;
}

/**
 * Checks that the records of each partition arrive in order, each one once. A record carries two numbers for this: its
 * own `sequence`, and `previous`, the sequence of the record before it in the partition. `sequence` alone does not show
 * a lost record: events internal to a side are never published, so gaps in it are normal.
 *
 * A single number is not enough either: a foreign record with a huge `sequence` would make everything after it look
 * like a duplicate. So we also keep the predecessor of the last record, and the record before an accepted gap. A record
 * that comes afterwards and lies between the last one and its predecessor, or names the record before the gap, contradicts
 * what was handled. One of the two is not the ledger's, so this is reported as a gap, too.
 */
export interface Order {
  /** Takes over the last record that another process has handled. Never moves backwards. */
  learn(partition: number, last: Last | undefined): void;
  /** The service has begun with statuses: whichever record is the first to come is the next. */
  open(partition: number): void;
  /**
   * Notes a record that was handled or put aside; the next record names it. Moves backwards after an accepted gap to a
   * lower sequence.
   */
  move(partition: number, record: Numbered): void;
  /**
   * Compares a record with the last one. Only a partition's first record names none as the one before it, so where
   * nothing came yet, a record that names one shows a gap.
   */
  arrival(partition: number, record: Numbered): Arrival;
  /** The last record; `undefined` before the first. */
  last(partition: number): Last | undefined;
  /** Whether any record may be the first. */
  isOpen(partition: number): boolean;
}

export const newOrder = (): Order => {
  const lasts = new Map<number, Last>();
  const opened = new Set<number>();
  return {
    open: (partition) => void opened.add(partition),
    isOpen: (partition) => opened.has(partition),
    learn(partition, last) {
      if (last && last.sequence > (lasts.get(partition)?.sequence ?? -1)) lasts.set(partition, last);
    },
    move(partition, record) {
      const last = lasts.get(partition);
      const sequence = Number(record.sequence);
      const previous = numberOf(record.previous);
      if (last === undefined || sequence <= last.sequence) {
        lasts.set(partition, { sequence, before: previous });
      } else {
        const left = previous === last.sequence ? last.left : last.sequence;
        lasts.set(partition, { sequence, before: previous === undefined ? undefined : last.sequence, left });
      }
    },
    arrival(partition, record) {
      const last = lasts.get(partition);
      if (last === undefined) return record.previous === undefined || opened.has(partition) ? 'next' : 'gap';
      const sequence = Number(record.sequence);
      const previous = numberOf(record.previous);
      if (sequence > last.sequence) return previous === last.sequence ? 'next' : 'gap';
      return contradicts(last, sequence, previous) ? 'gap' : 'duplicate';
    },
    last: (partition) => lasts.get(partition),
  };
};

/** Whether a record at or before the last one cannot be a repeat. */
const contradicts = ({ sequence: at, before, left }: Last, sequence: number, previous: number | undefined): boolean => {
  const isLeft = previous !== undefined && previous === left;
  if (before === undefined) return isLeft;
  if (sequence < at) return isLeft || sequence > before;
  // In its very place, it names what the last one named; after an accepted gap that is not known.
  return before !== left && previous !== undefined && previous !== before;
};

const numberOf = (digits: string | undefined) => (digits === undefined ? undefined : Number(digits));
