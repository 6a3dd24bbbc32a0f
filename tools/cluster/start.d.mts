import type { Broker } from '../kafka/broker.mjs';
import type { KurrentDoubleProcess } from '../kurrentdb-double/spawn.mjs';
import type { OwnServer } from '../postgres/server.mjs';

/** A process of the product, always at the same address. */
export interface Part {
  readonly name: string;
  /** `http://127.0.0.1:23456` */
  readonly url: string;
  /** The file that what it prints goes to. */
  readonly log: string;
  readonly pid: number;
  runs(): boolean;
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>;
  /** Lets it end in order. */
  stop(): Promise<void>;
  /** SIGSTOP: connections stay open, and nothing answers, until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** Starts it again, after stopping it if it runs; resolves when it answers. */
  restart(): Promise<void>;
}

/** The KurrentDB protocol test double, which is not KurrentDB; its log outlives `kill`. */
export interface Store extends Omit<KurrentDoubleProcess, 'kill' | 'signal'> {
  kill(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** Starts it again over its log, at the same port. */
  restart(): Promise<void>;
}

export interface Person {
  readonly id: string;
  readonly role: string;
  readonly side?: string;
  readonly institution?: string;
}

/** A running cluster, with a handle to kill, freeze and restart each part. */
export interface Cluster {
  readonly apis: readonly Part[];
  readonly workers: readonly Part[];
  readonly postgres: OwnServer;
  /** Absent where KURRENTDB_URL names a server: that is not ours to kill. */
  readonly double?: Store;
  readonly kurrentdb: { readonly url: string; readonly prefix: string };
  readonly kafka?: Broker;
  /** What the names of its topics begin with. */
  readonly topics: string;
  /** Whoever has the folder's key may make tokens for this cluster (`jwg token --data`). */
  readonly folder: string;
  /** An Authorization header's value; the token is good for 8 hours. */
  bearer(person: Person): Promise<string>;
  /** One process more. */
  startApi(env?: Record<string, string>): Promise<Part>;
  startWorker(env?: Record<string, string>): Promise<Part>;
  /** Ends every part, dead, frozen or alive, and removes all data. */
  stop(): Promise<void>;
}

export interface ClusterOptions {
  /** Processes; two each unless given. */
  apis?: number;
  workers?: number;
  /** Of the apis, in order; free ones unless given. */
  ports?: readonly number[];
  /** Whether a Kafka broker belongs to it; it does unless told otherwise. */
  kafka?: boolean;
  /** Whether PostgreSQL and the double wait for the disk before they answer; they do not unless told so. */
  durable?: boolean;
  /** More settings of every api and worker (docs/reference/settings.md). */
  env?: Record<string, string>;
}

/**
 * Starts the cluster profile on this machine, programs built first when need be: a real PostgreSQL, a real Kafka broker,
 * KurrentDB's protocol test double (or the server that the environment's KURRENTDB_URL names), apis and workers as
 * processes. Nothing of it outlives this process, even when that is killed with -9.
 *
 * @throws Error  with what a part printed when it does not start; the others are ended
 */
export function startCluster(options?: ClusterOptions): Promise<Cluster>;
