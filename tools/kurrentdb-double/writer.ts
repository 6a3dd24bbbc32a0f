import type { RecordFile } from './file.ts';
import type { Log, Outcome } from './log.ts';
import type { LogRecord } from './record.ts';

export interface Writer {
  /** @param decide  writes to the log and returns the outcome */
  submit(decide: (log: Log) => Outcome): Promise<Outcome>;
  /** The number of records that subscriptions to the log may show: what was written lately is not among them. */
  readonly shown: number;
  /** Calls `wake` once, when subscriptions may show more. Returns a function that cancels it. */
  whenAppended(wake: () => void): () => void;
  /** Takes what another node of the cluster has decided. */
  take(records: readonly LogRecord[]): void;
}

interface Submitted {
  readonly decide: () => Outcome;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: Error) => void;
}

/** A real server's subscriptions tell of an event one to three milliseconds after the append is answered. */
const LATE_MS = 2;

/**
 * The only writer of the log. Everything submitted in one turn of the event loop is decided in order and stored
 * together, and by other nodes with `spread`. Only then is it visible to reads and answered; subscriptions tell of it a
 * little later.
 */
export const startWriter = (
  log: Log,
  file: RecordFile | undefined,
  spread: (records: readonly LogRecord[]) => void = () => {},
): Writer => {
  let queue: Submitted[] = [];
  const waiting = new Set<() => void>();
  let shown = log.records.length;

  const showSoon = () => {
    const upTo = log.records.length;
    setTimeout(() => {
      shown = upTo;
      for (const wake of waiting) wake();
      waiting.clear();
    }, LATE_MS);
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
      showSoon();
    }
    submitted.forEach(({ resolve, reject }, n) => {
      const { value, error } = outcomes[n]!;
      if (value) resolve(value);
      else reject(error);
    });
  };

  return {
    get shown() {
      return shown;
    },
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
      showSoon();
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
