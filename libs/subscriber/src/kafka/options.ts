import type { ConnectionOptions } from 'node:tls';

export interface KafkaOptions {
  /** `['kafka-1:9092', 'kafka-2:9092']`; one that answers is enough. */
  readonly brokers: readonly string[];
  /** What the names of the ledger's topics begin with. */
  readonly prefix: string;
  /** The consumer group: its members share the partitions, and where it stands is kept by the broker under this name. */
  readonly group: string;
  /** TLS: `true`, or what Node's `tls.connect` takes – `ca`, and `cert` and `key` where the broker asks for a certificate. */
  readonly ssl?: boolean | ConnectionOptions;
  readonly sasl?: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  };
  /** Another topic than `<prefix>.events.v1`, of the same records: that of a replay. */
  readonly topic?: string;
  /**
   * Where an event goes whose handler fails for good, and a record that cannot be read. `<prefix>.dead-letter.<group>`
   * unless named, and made when missing. `false`: the subscription stops there instead.
   */
  readonly deadLetter?: string | false;
  /**
   * When the statuses are read. `once` (the default): before the group's first event. `always`: each time, for a table
   * that is kept in memory; then nobody else may be in the group.
   */
  readonly bootstrap?: 'once' | 'always';
  /** Milliseconds after which a member that died without a word is counted out, and others have its partitions (30,000). */
  readonly sessionMs?: number;
}

/** Topics of one ledger, and of one group. */
export interface Topics {
  readonly events: string;
  readonly statuses: string;
  readonly deadLetters: string | undefined;
}
