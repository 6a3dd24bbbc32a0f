import { Invalid } from '@jwg/application';
import { kindOf, LedgerError, rowsThere, type Platform } from '@jwg/platform';
import type { FastifyRequest } from 'fastify';

export const PATIENCE_MS = 2_000;
/** Milliseconds for which a question waits that asks for no cursor. */
const MOMENT_MS = 200;

/** The read models have not reached the cursor in `atLeast` in time. */
export class NotYetThere extends LedgerError {
  override readonly name = 'NotYetThere';
  readonly kind = 'busy';
  override readonly type = 'not-yet-there';
  override readonly wayOut = 'Ask again, or leave atLeast out.';
  override readonly retryAfter = 1;
  constructor(cursor: string) {
    super(`What was written up to ${cursor} is in the ledger, but not yet in the read models.`);
  }
}

/**
 * Waits until the read models include the events of the command whose cursor `atLeast` gives; without one, a moment at most
 * for what this process has recorded: its rows are mostly some milliseconds behind.
 *
 * @throws Invalid, NotYetThere
 */
export const waitFor = async (platform: Platform, { query }: FastifyRequest): Promise<void> => {
  const { atLeast } = query as { atLeast?: unknown };
  if (atLeast === undefined) return rowsThere(platform.followers, MOMENT_MS);
  const unfit = new Invalid([{ field: '/atLeast', rule: 'must be the cursor of a command’s answer' }]);
  if (typeof atLeast !== 'string' || atLeast.length > 100) throw unfit;
  try {
    if (!(await platform.caughtUpTo(atLeast, PATIENCE_MS))) throw new NotYetThere(atLeast);
  } catch (error) {
    throw kindOf(error) === 'invalid' ? unfit : error;
  }
};
