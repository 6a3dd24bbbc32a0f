/** A real Apache Kafka 4.1.1 on 127.0.0.1: one process that is broker and controller. */
export interface Broker {
  /** Without encryption or sign-in: `['127.0.0.1:29092']`. */
  readonly brokers: string[];
  /** Of the Java process; another one after `restart`. */
  readonly pid: number;
  /** Lets it end in order, or with -9 when it takes longer than 10 s. Nothing happens when it has ended. */
  stop(): Promise<void>;
  /** kill -9, and waits until it is gone. The data stay. */
  kill(): Promise<void>;
  /** SIGSTOP: connections stay open, and nothing answers, until `resume`. */
  freeze(): void;
  resume(): void;
  /** Starts it again on the same data and ports, after stopping it if it runs. */
  restart(): Promise<void>;
}

/** A broker that can also be reached in two ways that it protects, at addresses of their own. Files are PEM, by path. */
export interface SecureBroker extends Broker {
  /** Over TLS, with a name and a password by SCRAM-SHA-512. */
  readonly scram: { brokers: string[]; ca: string; username: string; password: string };
  /** Over TLS, with a certificate of the client's own. */
  readonly mtls: { brokers: string[]; ca: string; cert: string; key: string };
}

interface How {
  /** For its data, settings and log; made when missing. A broker on the folder of an earlier one has its topics. */
  folder: string;
  /** Of `brokers`; a free one unless given. */
  port?: number;
  /** Pid of the process with which it ends: this one, unless given; `null`: it runs until it is stopped. */
  owner?: number | null;
}

/**
 * Starts a broker and answers when it accepts connections, some 2 s later. Java, Maven and Kafka's jars are fetched the
 * first time, where they can be.
 *
 * A broker ends with its owner, within 2 s even when that is killed with -9. It does not keep its owner running.
 *
 * @throws Error  with one plain sentence when there is no Java or Maven; with its log when the broker does not start
 */
export function startBroker(how: How & { secure: true }): Promise<SecureBroker>;
export function startBroker(how: How): Promise<Broker>;
