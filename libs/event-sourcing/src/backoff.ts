export interface Backoff {
  /** The pause after the first failure, before the random reduction. */
  readonly firstMs: number;
  /** No pause is longer than this. Default: no bound. */
  readonly longestMs?: number;
}

/**
 * How many milliseconds to wait after this many failures in a row. The pause doubles with each failure, and up to half
 * of it is taken off at random, so that processes that failed together do not all come back together.
 *
 * @param failures  1 after the first failure
 * @param chance    random number from 0 to 1; half of it is the share that is taken off
 */
export const backoff = (
  failures: number,
  { firstMs, longestMs = Infinity }: Backoff,
  chance: number = Math.random(),
): number => Math.min(longestMs, firstMs * 2 ** (failures - 1)) * (1 - chance / 2);
