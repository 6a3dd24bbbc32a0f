/** The topics under one prefix. What they carry is described in docs/reference/events.md. */
export const topicNames = (prefix: string) => ({
  events: `${prefix}.events.v1`,
  statuses: `${prefix}.commitment-status.v1`,
  /** The relay's own. */
  checkpoints: `${prefix}.relay-checkpoints.v1`,
  /** The replays' own: an open transaction of theirs must not hide the relay's signs of life. */
  replayCheckpoints: `${prefix}.replay-checkpoints.v1`,
  replay: (name: string) => `${prefix}.replay.${name}`,
});

export type TopicNames = ReturnType<typeof topicNames>;
