/** A protocol test double of KurrentDB in a process of its own, to be killed, frozen and measured. */
export interface KurrentDoubleProcess {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Calls a method of the double's over there: `control('loseReplies', 1, 'hang')`. */
  control(method: string, ...args: unknown[]): Promise<void>;
  /** Sends it a signal without waiting: SIGSTOP freezes it, SIGCONT lets it go on. */
  signal(signal: NodeJS.Signals): void;
  /** Ends it; SIGKILL unless said otherwise. Resolves when it is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>;
}

/**
 * Starts it at a free port, or the one given, over the file `data`, if there is one.
 *
 * @throws Error  with what it printed, when it ends before it listens
 */
export function spawnKurrentDouble(options?: {
  port?: number;
  data?: string;
  fsync?: boolean;
}): Promise<KurrentDoubleProcess>;
