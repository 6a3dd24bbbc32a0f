/** The topics under one prefix. docs/reference/events.md describes their content. */
export const topicNames = (prefix: string) => ({
  events: `${prefix}.events.v1`,
  statuses: `${prefix}.commitment-status.v1`,
  /** The ledger's signed checkpoints. */
  signed: `${prefix}.checkpoints.v1`,
  /** The relay's own topic. */
  checkpoints: `${prefix}.relay-checkpoints.v1`,
  /** The replays' own topic, because an open transaction of a replay must not hide the relay's heartbeats. */
  replayCheckpoints: `${prefix}.replay-checkpoints.v1`,
  replay: (name: string) => `${prefix}.replay.${name}`,
});

export type TopicNames = ReturnType<typeof topicNames>;
