/** How a record stands to the ones before it in its partition. */
export type Arrival = 'next' | 'duplicate' | 'gap';

/** The last record of a partition that was handled, by its sequence, and the one that it came after. */
export interface Last {
  readonly sequence: number;
  readonly before: number | undefined;
}

/** The two numbers by which a record says where it belongs. */
interface Numbered {
  readonly sequence: string;
  readonly previous?: string | undefined;
}

/**
 * Watches that the records of each partition come one after the other, each once, by the two numbers they carry: their own
 * `sequence`, and `previous`, the sequence of the record before them in the partition. Sequences alone cannot tell:
 * what is internal to a side is never published, so they have lawful gaps.
 *
 * Nor may one number be trusted for good: after a stranger's record with a huge one, everything would count as a duplicate.
 * So the record before the last is kept too. Where two name the same one before them, one is not the ledger's: that is a
 * gap as well, and told.
 */
export interface Order {
  /** What another process is known to have handled. Does not go back. */
  learn(partition: number, last: Last | undefined): void;
  /** It is handled, or put aside: the next one names it. Goes back where a gap to a lower sequence was let pass. */
  move(partition: number, record: Numbered): void;
  /** `previous` is missing on the first record of a partition, and then nothing is claimed. */
  arrival(partition: number, record: Numbered): Arrival;
  /** `undefined` before the first. */
  last(partition: number): Last | undefined;
}

export const newOrder = (): Order => {
  const lasts = new Map<number, Last>();
  return {
    learn(partition, last) {
      if (last && last.sequence > (lasts.get(partition)?.sequence ?? -1)) lasts.set(partition, last);
    },
    move(partition, record) {
      const last = lasts.get(partition);
      const sequence = Number(record.sequence);
      const follows = last && sequence > last.sequence ? last.sequence : numberOf(record.previous);
      lasts.set(partition, { sequence, before: follows });
    },
    arrival(partition, record) {
      const last = lasts.get(partition);
      if (last === undefined) return 'next';
      const sequence = Number(record.sequence);
      const previous = numberOf(record.previous);
      if (sequence > last.sequence) return previous === undefined || previous === last.sequence ? 'next' : 'gap';
      const isRival = sequence < last.sequence && previous !== undefined && previous === last.before;
      return isRival ? 'gap' : 'duplicate';
    },
    last: (partition) => lasts.get(partition),
  };
};

const numberOf = (digits: string | undefined) => (digits === undefined ? undefined : Number(digits));
