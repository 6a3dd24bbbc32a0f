import { StoreUnavailable } from '@jwg/event-sourcing';
import { ErrorType } from '@kurrent/kurrentdb-client';
import { abilitiesOf, type Abilities } from './abilities.js';
import type { Connection } from './connection.js';
import { asStoreError, failureOf, isType } from './failures.js';
import type { LedgerLog } from './ledger-log.js';
import { MayNotReadLog, NeedsAppendRecords, StreamWouldForget } from './refusals.js';
import { orLate, patiently } from './waiting.js';

/** How long to wait for the server's first answer, because a node may be starting or in an election. */
const GREETING_MS = 5_000;

/** How long the server may search before it finds the next event of the ledger among many others. */
const SCAN_MS = 60_000;

/**
 * Checks that the server is available, can be written to and keeps every event, and reads the whole ledger into the
 * index.
 *
 * @throws StoreUnavailable, NeedsAppendRecords, MayNotReadLog, StreamWouldForget, HistoryLost
 */
export const takeStock = async (connection: Connection, log: LedgerLog): Promise<Abilities> => {
  const abilities = await greet(connection, log);
  for (const [stream, setting] of log.forgetful) throw new StreamWouldForget(stream, setting);
  return abilities;
};

const greet = async (connection: Connection, log: LedgerLog): Promise<Abilities> => {
  try {
    const abilities = await orLate(abilitiesOf(connection), GREETING_MS);
    if (abilities === 'late') throw new StoreUnavailable(`The KurrentDB server said nothing for ${GREETING_MS} ms`);
    if (!connection.credentials && !abilities.records) throw new NeedsAppendRecords(abilities.version);
    await patiently(
      () => log.refresh(SCAN_MS),
      (error) => failureOf(error) === 'again',
      GREETING_MS,
    );
    return abilities;
  } catch (error) {
    throw isType(error, ErrorType.ACCESS_DENIED) ? new MayNotReadLog({ cause: error }) : asStoreError(error);
  }
};
