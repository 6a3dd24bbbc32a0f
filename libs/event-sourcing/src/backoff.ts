export interface Backoff {
  /** The pause after the first failure, before chance shortens it. */
  readonly firstMs: number;
  /** No pause is longer than this. Default: no bound. */
  readonly longestMs?: number;
}

/**
 * How many milliseconds to wait after so many failures in a row: twice as long after each, less up to half of it by
 * chance, so that processes that failed together do not all come back together.
 *
 * @param failures  1 after the first failure
 * @param chance    from 0 to 1; what is taken off is half of it
 */
export const backoff = (
  failures: number,
  { firstMs, longestMs = Infinity }: Backoff,
  chance: number = Math.random(),
): number => Math.min(longestMs, firstMs * 2 ** (failures - 1)) * (1 - chance / 2);
