import { LedgerError, type ErrorKind } from '@jwg/event-sourcing';

/**
 * A record to publish. Its partition is fixed here, so that the publisher knows the previous record in that partition.
 */
export interface TopicRecord {
  readonly topic: string;
  readonly partition: number;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON; `null` deletes the key from a compacted topic. */
  readonly value: string | null;
}

/**
 * The topics of one prefix, with one active publisher at a time. This page is the port's documentation;
 * `topics-contract.ts` tests every adapter against all of it. `Checkpoint` is the publisher's checkpoint: plain data that
 * the topics store and do not interpret.
 */
export interface Topics<Checkpoint extends object> {
  /**
   * Fences every older publisher for good, aborts its unfinished transaction, and only then reads the last checkpoint.
   * Takes no longer than the deadline of one publication.
   *
   * With `unlessOvertaken` it first checks whether another process has opened a publisher since this process last did,
   * because a process that failed or was suspended cannot know. If so, it fences nobody and throws `Fenced`.
   *
   * `lookFirst` is called with the last checkpoint, if there is one, before this process fences anybody for the first
   * time. Whatever it throws is thrown by `open`, and nobody is fenced. The checkpoint that it gets may be out of date
   * by the time of the fence, so check again afterwards.
   *
   * @throws TopicsDiffer   a topic does not meet the requirements; nobody was fenced
   * @throws Fenced         a younger publisher was opened meanwhile, or had overtaken this process before
   * @throws PublishFailed  anything else; open again after a pause
   */
  open(how?: Opening<Checkpoint>): Promise<Publisher<Checkpoint>>;

  /**
   * Resolves once nobody has written a checkpoint for `ms` milliseconds; every heartbeat restarts the time. Rejects
   * with the signal's reason when the signal is aborted. `heard` is called whenever the topics have answered.
   *
   * @throws PublishFailed  the topics cannot be reached, so their silence means nothing
   */
  silence(ms: number, signal: AbortSignal, heard?: () => void): Promise<void>;
}

export interface Opening<Checkpoint> {
  readonly unlessOvertaken?: boolean;
  readonly lookFirst?: (checkpoint: Checkpoint, partitions: (topic: string) => number) => Promise<void>;
}

/** A publisher closes at its first error. The next one to be opened learns whether the last batch was committed. */
export interface Publisher<Checkpoint extends object> {
  /** The checkpoint of the last publication; `undefined` when nothing was ever published. */
  readonly checkpoint: Checkpoint | undefined;
  /** Whether a topic had any record, expired ones included, before this publisher was opened. */
  wasWritten(topic: string): boolean;
  /** The number of partitions of a topic. */
  partitions(topic: string): number;
  /** The partition of a key: the same for every publisher while the number of partitions stays the same. */
  partitionOf(topic: string, key: string): number;
  /**
   * Commits all records and the checkpoint, or none of them, for readers of committed records; each partition keeps
   * this order. A call without records is a heartbeat. One call at a time.
   *
   * @throws Fenced         a younger publisher is active; nothing of this call remains
   * @throws PublishFailed  the outcome is unknown
   */
  publish(records: readonly TopicRecord[], checkpoint: Checkpoint): Promise<void>;
  /** Never throws. A publication under way stays undecided until the next publisher is opened. */
  close(): Promise<void>;
}

export class Fenced extends LedgerError {
  override readonly name = 'Fenced';
  readonly kind = 'overtaken';
}

/** `reason` is one word to count by: the broker's own error code where there is one. */
export class PublishFailed extends LedgerError {
  override readonly name: string = 'PublishFailed';
  readonly kind: ErrorKind = 'failed';
  constructor(
    readonly reason: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** No broker answers. The message names them. */
export class BrokersAway extends PublishFailed {
  override readonly name = 'BrokersAway';
  override readonly kind = 'unavailable';
  override readonly wayOut =
    'See whether the brokers run and are reached from here, and whether JWG_KAFKA_BROKERS names them.';
  constructor(brokers: readonly string[], cause: PublishFailed) {
    const server = `Kafka at ${brokers.join(', ')}`;
    super(cause.reason, `${server} cannot be reached: ${cause.message}`, { cause });
    this.server = server;
  }
}

/** The message names the topic, the difference, and the way to repair it. */
export class TopicsDiffer extends LedgerError {
  override readonly name = 'TopicsDiffer';
  readonly kind = 'failed';
}
