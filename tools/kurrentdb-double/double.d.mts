/**
 * A protocol test double of a KurrentDB node: it speaks KurrentDB's wire protocol to the official client, and is not
 * KurrentDB. README.md says what it promises, and where each promise was read.
 */
export interface KurrentDoubleOptions {
  /** Of 127.0.0.1; any free one unless given. */
  port?: number;
  /** A file that keeps the log; in memory unless given. */
  data?: string;
  /** Whether an append is on the disk before it is answered, not just with the operating system. */
  fsync?: boolean;
  /** The version that it tells the client: before 26.1 there is no `appendRecords`, before 25.1 no `multiStreamAppend`. */
  version?: string;
  /** A system event ($statsCollected) after so many user events, as real logs have them; 0: none. Default 10. */
  statsEvery?: number;
  /** The largest append in bytes of data, metadata and types. Default 1 MiB, as the server's. */
  maxAppendBytes?: number;
  /** Whoever names nobody is denied access, a wrong password is told so. The client sends them over TLS only. */
  credentials?: { username: string; password: string };
  /** What callers may not do: `readAll: false` denies reading and following $all. */
  rights?: { readAll?: boolean };
  /** Serves TLS with this key and certificate (PEM). */
  tls?: { key: Buffer; cert: Buffer };
}

/** Host and port of the node that leads. */
export interface Leader {
  host: string;
  port: number;
}

export interface KurrentDouble {
  /** `kurrentdb://127.0.0.1:2113?tls=false` */
  readonly url: string;
  readonly port: number;
  /** The number of records in its log, system events included. */
  readonly size: number;

  /** Closes every connection at once, as a killed node does. */
  stop(): Promise<void>;
  /** Stops, and listens again at the same port with the same log (with `data`: as the file has it). */
  restart(): Promise<void>;

  /** Every call is refused with UNAVAILABLE, open reads end with it, until `available`. */
  unavailable(): void;
  available(): void;
  /** Writes, and reads that require the leader, are refused and told who leads, until `leader`. */
  notLeader(leader: Leader): void;
  leader(): void;
  /** Ends every open read and subscription in its middle with UNAVAILABLE. */
  dropStreams(): void;
  /** Closes every connection without a word, and takes new ones. */
  dropConnections(): void;
  /** The next appends are committed, and never answered: the connection is dropped, or (`hang`) stays silent. */
  loseReplies(count: number, how?: 'drop' | 'hang'): void;
  /** Every answer to an append, and the start of every read, comes so much later. */
  slow(ms: number): void;
  /** Closes every connection and takes no new one, until `acceptConnections`. */
  refuseConnections(): Promise<void>;
  acceptConnections(): Promise<void>;
}

/** Listens when it resolves. */
export function startKurrentDouble(options?: KurrentDoubleOptions): Promise<KurrentDouble>;
