import { StoreUnavailable } from '@jwg/event-sourcing';
import { ErrorType } from '@kurrent/kurrentdb-client';
import { asStoreError, failureOf, isType } from './failures.js';
import type { LedgerLog } from './ledger-log.js';
import { MayNotReadLog, StreamWouldForget } from './refusals.js';
import { versionOf, type Connection } from './connection.js';
import { orLate, patiently } from './waiting.js';

/** How long to wait for the server's first answer, because a node may be starting or in an election. */
const GREETING_MS = 5_000;

/** How long the server may search before it finds the next event of the ledger among many others. */
const SCAN_MS = 60_000;

/**
 * Checks that the server is available and keeps every event, and reads the whole ledger into the index.
 *
 * @throws StoreUnavailable, MayNotReadLog, StreamWouldForget, HistoryLost
 */
export const takeStock = async ({ client }: Connection, log: LedgerLog): Promise<void> => {
  try {
    if ((await orLate(versionOf(client), GREETING_MS)) === 'late')
      throw new StoreUnavailable(`The KurrentDB server said nothing for ${GREETING_MS} ms`);
    await patiently(
      () => log.refresh(SCAN_MS),
      (error) => failureOf(error) === 'again',
      GREETING_MS,
    );
  } catch (error) {
    throw isType(error, ErrorType.ACCESS_DENIED) ? new MayNotReadLog({ cause: error }) : asStoreError(error);
  }
  for (const [stream, setting] of log.forgetful) throw new StreamWouldForget(stream, setting);
};
