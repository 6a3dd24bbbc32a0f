import { LedgerError } from '@jwg/event-sourcing';

/** A record on its way to a topic. Its partition is fixed here, so that we know what stood before it there. */
export interface TopicRecord {
  readonly topic: string;
  readonly partition: number;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON; `null` takes the key off a compacted topic. */
  readonly value: string | null;
}

/**
 * The topics of one prefix as one publisher at a time writes them. This page is the port's documentation;
 * `topics-contract.ts` holds every adapter to it, whole. `Place` is where the publisher stands: plain data that is kept
 * in the topics themselves and means nothing to them.
 */
export interface Topics<Place extends object> {
  /**
   * Shuts every older publisher out for good, undoes what one of them left half done, and only then reads where the
   * last one stood. Takes no longer than the deadline of one publication.
   *
   * With `unlessOvertaken` it looks first whether another process has opened one since this one did, for one that failed
   * (or was asleep) cannot know; then it shuts nobody out.
   *
   * `lookFirst` gets the last place, where there is one, before the first publisher of this process shuts anybody out;
   * what it throws is thrown, and nobody was shut out. What it sees may be out of date by then, so look again after.
   *
   * @throws TopicsDiffer   a topic is not as it must be; nobody was shut out
   * @throws Fenced         a younger publisher came while this one was being opened, or has overtaken it before
   * @throws PublishFailed  anything else; open again after a while
   */
  open(how?: Opening<Place>): Promise<Publisher<Place>>;

  /**
   * Resolves once nobody has written a place for `ms`; every sign of life begins the time anew. Rejects with the
   * signal's reason when that is aborted. `heard` is called whenever the topics have answered.
   *
   * @throws PublishFailed  the topics cannot be reached, so nobody can say
   */
  silence(ms: number, signal: AbortSignal, heard?: () => void): Promise<void>;
}

export interface Opening<Place> {
  readonly unlessOvertaken?: boolean;
  readonly lookFirst?: (place: Place, partitions: (topic: string) => number) => Promise<void>;
}

/** Good until its first error: then it is closed, and another one is opened that learns what became of the last batch. */
export interface Publisher<Place extends object> {
  /** Where the last one stood; `undefined` when nothing was ever published. */
  readonly place: Place | undefined;
  /** Whether anything had ever been written to a topic when this was opened; what has expired since counts, too. */
  wasWritten(topic: string): boolean;
  /** How many partitions a topic has. */
  partitions(topic: string): number;
  /** The partition of a key: the same for every publisher, as long as the number of partitions is. */
  partitionOf(topic: string, key: string): number;
  /**
   * All records and the place, or nothing of it, for those who read what is committed; in this order in each partition.
   * Without records it is a sign of life. One call at a time.
   *
   * @throws Fenced         a younger publisher is at work; nothing of this call remains
   * @throws PublishFailed  the outcome is unknown
   */
  publish(records: readonly TopicRecord[], place: Place): Promise<void>;
  /** Never throws; what it was about stays undecided until the next one is opened. */
  close(): Promise<void>;
}

export class Fenced extends LedgerError {
  override readonly name = 'Fenced';
  readonly kind = 'overtaken';
}

/** `reason` is one word for counting: the broker's own where it gave one. */
export class PublishFailed extends LedgerError {
  override readonly name = 'PublishFailed';
  readonly kind = 'failed';
  constructor(
    readonly reason: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Says which topic, what is, what must be, and how to mend it. */
export class TopicsDiffer extends LedgerError {
  override readonly name = 'TopicsDiffer';
  readonly kind = 'failed';
}
