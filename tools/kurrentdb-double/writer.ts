import type { RecordFile } from './file.ts';
import type { Log, Outcome } from './log.ts';
import type { LogRecord } from './record.ts';

export interface Writer {
  /** @param decide  writes to the log and returns the outcome */
  submit(decide: (log: Log) => Outcome): Promise<Outcome>;
  /** Calls `wake` once, after the next append. Returns a function that cancels it. */
  whenAppended(wake: () => void): () => void;
  /** Takes what another node of the cluster has decided. */
  take(records: readonly LogRecord[]): void;
}

interface Submitted {
  readonly decide: () => Outcome;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The only writer of the log. Everything submitted in one turn of the event loop is decided in order and stored
 * together, and by other nodes with `spread`. Only then is it visible to readers and answered.
 */
export const startWriter = (
  log: Log,
  file: RecordFile | undefined,
  spread: (records: readonly LogRecord[]) => void = () => {},
): Writer => {
  let queue: Submitted[] = [];
  const waiting = new Set<() => void>();

  const wakeAll = () => {
    for (const wake of waiting) wake();
    waiting.clear();
  };

  const drain = () => {
    const submitted = queue;
    queue = [];
    const outcomes = submitted.map(({ decide }) => attempt(decide));
    const appends = outcomes
      .map(({ value }) => (value?.failures ? [] : (value?.records ?? [])))
      .filter(({ length }) => length > 0);
    const stats = log.stats();
    if (stats.length > 0) appends.push(stats);
    if (appends.length > 0) {
      file?.write(appends);
      spread(appends.flat());
      wakeAll();
    }
    submitted.forEach(({ resolve, reject }, n) => {
      const { value, error } = outcomes[n]!;
      if (value) resolve(value);
      else reject(error);
    });
  };

  return {
    submit: (decide) =>
      new Promise((resolve, reject) => {
        if (queue.length === 0) setImmediate(drain);
        queue.push({ decide: () => decide(log), resolve, reject });
      }),
    whenAppended(wake) {
      waiting.add(wake);
      return () => void waiting.delete(wake);
    },
    take(records) {
      for (const record of records) log.restore(record);
      wakeAll();
    },
  };
};

const attempt = (
  decide: () => Outcome,
): { value: Outcome; error?: undefined } | { value?: undefined; error: Error } => {
  try {
    return { value: decide() };
  } catch (error) {
    return { error: error as Error };
  }
};
