/** How a record stands to the one before it in its partition. */
export type Arrival = 'next' | 'duplicate' | 'gap';

/**
 * Watches that the records of each partition come one after the other, each once, by the two numbers they carry: their own
 * `sequence`, and `previous`, the sequence of the record before them in the partition. Sequences alone cannot tell:
 * what is internal to a side is never published, so they have lawful gaps.
 */
export interface Order {
  /** The last record handled, here or – as far as is known – by another process. Never goes back. */
  learn(partition: number, sequence: number | undefined): void;
  /** `previous` is missing on the first record of a partition, and then nothing is claimed. */
  arrival(partition: number, record: { sequence: string; previous?: string }): Arrival;
  /** Of the last record handled; `undefined` before the first. */
  last(partition: number): number | undefined;
}

export const newOrder = (): Order => {
  const lasts = new Map<number, number>();
  const learn = (partition: number, sequence: number | undefined) => {
    if (sequence !== undefined && sequence > (lasts.get(partition) ?? -1)) lasts.set(partition, sequence);
  };
  return {
    learn,
    arrival(partition, { sequence, previous }) {
      const last = lasts.get(partition);
      if (last === undefined) return 'next';
      if (Number(sequence) <= last) return 'duplicate';
      return previous === undefined || Number(previous) === last ? 'next' : 'gap';
    },
    last: (partition) => lasts.get(partition),
  };
};
