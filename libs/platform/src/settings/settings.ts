import type { OidcSettings } from '../auth/oidc-issuer.js';
import type { KeyService } from '../proving/notary-key.js';
import type { Environment } from './environment.js';
import type { Tracing } from '../tracing/tracing.js';

/** The settings of a platform. Without `kurrentdb` and `postgres` everything is in the folder. */
export interface Settings {
  /** The data folder. */
  readonly folder: string;
  /** Reads beside the process that writes; every write is refused. */
  readonly readOnly?: boolean;
  readonly clock?: () => Date;
  /** The source of published events: the address by which others know this ledger. */
  readonly publicUrl?: string;
  /** Signs the checkpoints; without it, a key that is kept beside them does. */
  readonly notaryKey?: KeyService;
  /** The public keys of the witnesses whose co-signatures are taken. */
  readonly witnesses?: readonly string[];
  readonly kurrentdb?: KurrentDbSettings;
  readonly postgres?: PostgresSettings;
  readonly kafka?: KafkaSettings;
  /** Whether this process runs the followers (`here`, the default) or another does. */
  readonly followers?: 'here' | 'worker';
  /** Whether rows are kept, and long questions answered, in threads of their own. Only built code can start one. */
  readonly threads?: boolean;
  /** Without it nothing is traced. The platform closes it. */
  readonly tracing?: Tracing;
}

export interface KurrentDbSettings {
  readonly url: string;
  /** The prefix of the names of this ledger's streams. */
  readonly prefix: string;
}

export interface PostgresSettings {
  readonly url: string;
  /** The number of connections of this process. */
  readonly pool: number;
  readonly statementTimeoutMs: number;
  /** PEM. If it is set, the connection uses TLS and the server's name is checked. */
  readonly tlsCa?: string;
}

export interface KafkaSettings {
  readonly brokers: readonly string[];
  readonly prefix: string;
  readonly partitions: number;
  /** Copies of each partition. Without it, the broker's default. */
  readonly replication?: number;
  readonly minInsync?: number;
  /** -1 means for ever. */
  readonly retentionMs: number;
  readonly createTopics: boolean;
  readonly sasl?: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  };
  /** Present when the connections to the brokers use TLS; PEM each. */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string };
  /** Milliseconds of silence after which a waiting relay takes over. */
  readonly takeOverMs: number;
}

/** The settings of a server process. */
export interface ServerSettings extends Settings {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  readonly followers: 'here' | 'worker';
  readonly corsOrigins: readonly string[];
  readonly ratePerMinute: number;
  readonly requestTimeoutMs: number;
  readonly logLevel: Environment['JWG_LOG_LEVEL'];
  /** Whether those who have not signed in may read what both sides may see. */
  readonly publicReading: boolean;
  /** The forums that the page opens first. */
  readonly pageForums: readonly string[];
  /** Seals the sign-ins that browsers keep. Without it, a secret made from the local issuer's key does. */
  readonly signInSecret?: string;
  /** The local issuer's key, for copies that share no folder. */
  readonly issuerKey?: string;
  /** Without it the local issuer checks the tokens. */
  readonly oidc?: OidcSettings;
}
