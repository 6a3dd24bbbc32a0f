import type { OidcSettings } from '../auth/oidc-issuer.js';
import type { Environment } from './environment.js';
import type { Tracing } from '../tracing/tracing.js';

/** What a platform is opened with. Without `kurrentdb` and `postgres` everything lies in the folder. */
export interface Settings {
  /** The data folder. */
  readonly folder: string;
  /** Read beside the process that writes; every write is refused. */
  readonly readOnly?: boolean;
  readonly clock?: () => Date;
  /** The source of published events: the address by which others know this ledger. */
  readonly publicUrl?: string;
  readonly kurrentdb?: KurrentDbSettings;
  readonly postgres?: PostgresSettings;
  readonly kafka?: KafkaSettings;
  /** Whether this process lets the followers work (`here`, the default) or another does. */
  readonly followers?: 'here' | 'worker';
  /** Nothing is traced without it. The platform closes it. */
  readonly tracing?: Tracing;
}

export interface KurrentDbSettings {
  readonly url: string;
  /** What the names of this ledger's streams begin with. */
  readonly prefix: string;
}

export interface PostgresSettings {
  readonly url: string;
  /** Connections of this process. */
  readonly pool: number;
  readonly statementTimeoutMs: number;
  /** PEM; with it the connection is TLS and the server's name is checked. */
  readonly tlsCa?: string;
}

export interface KafkaSettings {
  readonly brokers: readonly string[];
  readonly prefix: string;
  readonly partitions: number;
  /** Copies of each partition; without it what the broker does by itself. */
  readonly replication?: number;
  readonly minInsync?: number;
  /** -1 for ever. */
  readonly retentionMs: number;
  readonly createTopics: boolean;
  readonly sasl?: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  };
  /** Present when the brokers are spoken to over TLS; PEM each. */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string };
  /** Milliseconds of silence after which a waiting relay takes over. */
  readonly takeOverMs: number;
}

/** What a serving process is set to. */
export interface ServerSettings extends Settings {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  readonly followers: 'here' | 'worker';
  readonly corsOrigins: readonly string[];
  readonly ratePerMinute: number;
  readonly requestTimeoutMs: number;
  readonly logLevel: Environment['JWG_LOG_LEVEL'];
  /** The local issuer's key, for copies that do not share a folder. */
  readonly issuerKey?: string;
  /** Without it the local issuer checks the tokens. */
  readonly oidc?: OidcSettings;
}
