/**
 * The one writer of the log: all that is submitted in one turn of the event loop is decided in its order, stored
 * together, and only then seen by readers and answered.
 */
export const startWriter = (log, file) => {
  let queue = [];
  const waiting = new Set();

  const drain = () => {
    const submitted = queue;
    queue = [];
    const outcomes = submitted.map(({ decide }) => attempt(decide));
    const appends = outcomes.map(({ value }) => value?.records ?? []).filter(({ length }) => length > 0);
    const stats = log.stats();
    if (stats.length > 0) appends.push(stats);
    if (appends.length > 0) {
      file?.write(appends);
      for (const wake of waiting) wake();
      waiting.clear();
    }
    submitted.forEach(({ resolve, reject }, n) => {
      const { value, error } = outcomes[n];
      if (error) reject(error);
      else resolve(value);
    });
  };

  return {
    /** @param {(log: object) => object} decide  writes to the log, and says what came of it */
    submit: (decide) =>
      new Promise((resolve, reject) => {
        if (queue.length === 0) setImmediate(drain);
        queue.push({ decide: () => decide(log), resolve, reject });
      }),
    /** Wakes once when something was appended; the answer forgets it. */
    whenAppended(wake) {
      waiting.add(wake);
      return () => waiting.delete(wake);
    },
  };
};

const attempt = (decide) => {
  try {
    return { value: decide() };
  } catch (error) {
    return { error };
  }
};
