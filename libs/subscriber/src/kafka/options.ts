import type { ConnectionOptions } from 'node:tls';

export interface KafkaOptions {
  /** For example `['kafka-1:9092', 'kafka-2:9092']`; one reachable broker is enough. */
  readonly brokers: readonly string[];
  /** The prefix of the names of the ledger's topics. */
  readonly prefix: string;
  /** The consumer group. Its members share the partitions, and the broker keeps the group's offsets under this name. */
  readonly group: string;
  /**
   * TLS: `true`, or options of Node's `tls.connect`: `ca`, and `cert` and `key` when the broker requires a client
   * certificate.
   */
  readonly ssl?: boolean | ConnectionOptions;
  readonly sasl?: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  };
  /** A topic to read instead of `<prefix>.events.v1`, with the same kind of records: that of a replay. */
  readonly topic?: string;
  /**
   * The topic for events whose handler failed after all retries, and for unreadable records. Default:
   * `<prefix>.dead-letter.<group>`. The topic is created when missing. `false`: the subscription stops instead.
   */
  readonly deadLetter?: string | false;
  /**
   * When to read the statuses. `once` (the default): before the group's first event. `always`: at every start, for a
   * table in memory; the group must then have no other member.
   */
  readonly bootstrap?: 'once' | 'always';
  /**
   * The session timeout in milliseconds (30,000). After it the group drops a crashed member and reassigns its
   * partitions.
   */
  readonly sessionMs?: number;
}

/** The topics of one ledger and one group. */
export interface Topics {
  readonly events: string;
  readonly statuses: string;
  readonly deadLetters: string | undefined;
}
