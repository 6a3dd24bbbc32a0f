import { StoreUnavailable } from '@jwg/event-sourcing';
import { ErrorType, type KurrentDBClient } from '@kurrent/kurrentdb-client';
import { isType, asStoreError } from './failures.js';
import type { LedgerLog } from './ledger-log.js';
import { MayNotReadLog, StreamWouldForget } from './refusals.js';
import { versionOf } from './connection.js';
import { orLate } from './waiting.js';

/** A node that is being elected, or starts, is given so long to say who it is. */
const GREETING_MS = 5_000;

/** Among many events of others the server may search for so long before it finds one of ours. */
const SCAN_MS = 60_000;

/**
 * Makes sure that the server is there and keeps what it is given, and reads the whole ledger into the index.
 *
 * @throws StoreUnavailable, MayNotReadLog, StreamWouldForget, HistoryLost
 */
export const takeStock = async (client: KurrentDBClient, log: LedgerLog): Promise<void> => {
  try {
    if ((await orLate(versionOf(client), GREETING_MS)) === 'late')
      throw new StoreUnavailable(`The KurrentDB server said nothing for ${GREETING_MS} ms`);
    await log.refresh(SCAN_MS);
  } catch (error) {
    throw isType(error, ErrorType.ACCESS_DENIED) ? new MayNotReadLog({ cause: error }) : asStoreError(error);
  }
  for (const [stream, setting] of log.forgetful) throw new StreamWouldForget(stream, setting);
};
