/** Milliseconds of this thread alone so far, whatever else the machine does. */
const spent = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

/** Milliseconds of this thread that the work took. */
export const threadTime = async (work: () => Promise<unknown>): Promise<number> => {
  const before = spent();
  await work();
  return spent() - before;
};

/** The most milliseconds of this thread that went by before anything else could run. */
export const longestTurn = async (work: () => Promise<unknown>): Promise<number> => {
  let [longest, before, ended] = [0, spent(), false];
  const look = () => {
    const now = spent();
    [longest, before] = [Math.max(longest, now - before), now];
    if (!ended) setImmediate(look);
  };
  setImmediate(look);
  await work();
  await new Promise((resolve) => setImmediate(resolve));
  ended = true;
  return longest;
};
