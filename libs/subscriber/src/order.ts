/** How a record stands to the ones before it in its partition. */
export type Arrival = 'next' | 'duplicate' | 'gap';

/** The last record of a partition that was handled, and two before it; all by their sequences. */
export interface Last {
  readonly sequence: number;
  /** Which it came after. */
  readonly before?: number | undefined;
  /** Which was the last one when a gap was let pass. */
  readonly left?: number | undefined;
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
 * So what it came after is kept too, and where the order was left over a gap. Where another record names one of these as the
 * one before it, one of the two is not the ledger's: that is a gap as well, and told.
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
      const previous = numberOf(record.previous);
      if (last === undefined || sequence <= last.sequence) {
        lasts.set(partition, { sequence, before: previous });
      } else {
        const left = followsOn(last, previous) ? last.left : last.sequence;
        lasts.set(partition, { sequence, before: last.sequence, left });
      }
    },
    arrival(partition, record) {
      const last = lasts.get(partition);
      if (last === undefined) return 'next';
      const sequence = Number(record.sequence);
      const previous = numberOf(record.previous);
      if (sequence > last.sequence) return followsOn(last, previous) ? 'next' : 'gap';
      const isRival = previous !== undefined && [last.before, last.left].includes(previous);
      return isRival && sequence < last.sequence ? 'gap' : 'duplicate';
    },
    last: (partition) => lasts.get(partition),
  };
};

const followsOn = ({ sequence }: Last, previous: number | undefined) => previous === undefined || previous === sequence;

const numberOf = (digits: string | undefined) => (digits === undefined ? undefined : Number(digits));
