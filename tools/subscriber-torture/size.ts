import { parseArgs } from 'node:util';

/** How much is tried, by the arguments of the command. */
export const sizeOf = (args: string[]) => {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string', default: '1' },
      kills: { type: 'string' },
      away: { type: 'string' },
      quick: { type: 'boolean', default: false },
    },
  });
  const { quick } = values;
  return {
    seed: Number(values.seed),
    kills: Number(values.kills ?? (quick ? 2 : 50)),
    rebalances: quick ? 1 : 10,
    awayMs: 1_000 * Number(values.away ?? (quick ? 2 : 300)),
    /** The events of one publication. */
    batch: quick ? 60 : 300,
  };
};
