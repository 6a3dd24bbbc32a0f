/** The work's result, made anew only when so many milliseconds have passed since it was made last. */
export const atMostOnceIn = <T>(
  ms: number,
  work: () => Promise<T>,
  now = () => performance.now(),
): (() => Promise<T>) => {
  let latest: { readonly until: number; readonly result: Promise<T> } | undefined;
  return () => {
    if (latest && now() < latest.until) return latest.result;
    const result = work();
    const made = { until: now() + ms, result };
    latest = made;
    result.catch(() => latest === made && (latest = undefined));
    return result;
  };
};
