import { Fenced, PublishFailed, type Publisher, type TopicRecord, type Topics } from '../topics.js';

/** Topics in memory, for specs. `committed` returns the records that a reader of one topic sees, in order of commit. */
export interface MemoryTopics<Checkpoint extends object> {
  /** The topics as one process opens them; call it once for each process. */
  topics(): Topics<Checkpoint>;
  committed(topic: string): readonly TopicRecord[];
  /**
   * Lets the next publication fail: `before` it is written, or `after`, when it succeeds but the publisher gets an
   * error.
   */
  failNext(how: 'before' | 'after'): void;
}

export const memoryTopics = <Checkpoint extends object>(partitions = 3): MemoryTopics<Checkpoint> => {
  const log: TopicRecord[] = [];
  let checkpoint: string | undefined;
  let leader = 0;
  let leading: object | undefined; // the process of the leader
  let lastWritten = 0;
  let failing: 'before' | 'after' | undefined;

  const publisher = (own: number): Publisher<Checkpoint> => {
    let usable = true;
    const at = checkpoint;
    const had = new Set(log.map(({ topic }) => topic));
    return {
      checkpoint: at === undefined ? undefined : (JSON.parse(at) as Checkpoint),
      wasWritten: (topic) => had.has(topic),
      partitions: () => partitions,
      partitionOf: (_, key) => Buffer.from(key).reduce((sum, byte) => sum + byte, 0) % partitions,
      async publish(records, next) {
        const fault = failing;
        failing = undefined;
        if (!usable) throw new PublishFailed('Closed', 'This publisher was closed, or has failed before');
        if (own !== leader || fault === 'before') usable = false;
        if (own !== leader) throw new Fenced('A younger publisher is at work');
        if (fault === 'before') throw new PublishFailed('Fault', 'As the test asked');
        log.push(...records);
        checkpoint = JSON.stringify(next);
        lastWritten = Date.now();
        if (fault !== 'after') return;
        usable = false;
        throw new PublishFailed('Fault', 'As the test asked');
      },
      async close() {
        usable = false;
      },
    };
  };

  const topics = (): Topics<Checkpoint> => {
    const self = {};
    let hasOpened = false;
    return {
      async open({ unlessOvertaken = false, lookFirst } = {}) {
        if (unlessOvertaken && hasOpened && leading !== self)
          throw new Fenced('A younger publisher has come meanwhile');
        if (!hasOpened && checkpoint !== undefined)
          await lookFirst?.(JSON.parse(checkpoint) as Checkpoint, () => partitions);
        hasOpened = true;
        leading = self;
        lastWritten = Date.now();
        return publisher((leader += 1));
      },
      async silence(ms, signal, heard) {
        const since = Date.now();
        for (;;) {
          signal.throwIfAborted();
          heard?.();
          const left = Math.max(since, lastWritten) + ms - Date.now();
          if (left <= 0) return;
          await new Promise((resolve) => setTimeout(resolve, Math.min(left, 10)));
        }
      },
    };
  };

  return {
    topics,
    committed: (topic) => log.filter((record) => record.topic === topic),
    failNext(how) {
      failing = how;
    },
  };
};
