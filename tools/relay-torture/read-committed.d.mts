export interface CommittedRecord {
  readonly partition: number;
  readonly key: string;
  readonly value: string | null;
  /** `ce_id`, `ce_type`, `ce_sequence`, `ce_previous` and `ce_delivery`; the others would fill the memory. */
  readonly headers: Record<string, string>;
}

/**
 * All that is committed in a topic, each partition in its order, by a plain consumer that shares no code with the relay.
 * Where it ends a last record of the reader's own tells, one in each partition, since what is aborted has offsets too;
 * those are left out, so a topic can be read again.
 */
export function readCommitted(
  brokers: string[],
  topic: string,
  /** With what was undone, and with what may yet be. */
  how?: { uncommitted?: boolean },
): Promise<CommittedRecord[]>;
