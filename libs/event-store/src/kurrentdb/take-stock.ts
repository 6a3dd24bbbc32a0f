import { StoreUnavailable } from '@jwg/event-sourcing';
import { ErrorType } from '@kurrent/kurrentdb-client';
import { abilitiesOf, type Abilities } from './abilities.js';
import type { Connection } from './connection.js';
import { asStoreError, failureOf, isType } from './failures.js';
import type { LedgerLog } from './ledger-log.js';
import { MayNotReadLog, NeedsAppendRecords, StreamWouldForget } from './refusals.js';
import { orLate, patiently } from './waiting.js';

/** How long to wait for the server's first answer: a node may be starting, and an election takes two to four seconds. */
const GREETING_MS = 5_000;

/** How long the server may search before it finds the next event of the ledger among many others. */
const SCAN_MS = 60_000;

/**
 * Checks that the server is available, can be written to and keeps every event, and brings the index up to the log's
 * end.
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
    const isAway = waiting(connection.server);
    const answer = patiently(() => abilitiesOf(connection), isAway, GREETING_MS);
    const abilities = await orLate(answer, GREETING_MS);
    if (abilities === 'late')
      throw new StoreUnavailable(`${connection.server} said nothing for ${GREETING_MS} ms; see whether it runs`);
    if (!connection.credentials && !abilities.records) throw new NeedsAppendRecords(abilities.version);
    await patiently(() => log.recall(), isAway, GREETING_MS);
    await patiently(() => log.refresh(SCAN_MS), isAway, GREETING_MS);
    return abilities;
  } catch (error) {
    if (isType(error, ErrorType.ACCESS_DENIED)) throw new MayNotReadLog({ cause: error });
    throw connection.named(asStoreError(error, connection.server));
  }
};

/** Whether a failure passes; says once that this process waits for the server. */
const waiting = (server: string) => {
  let said = false;
  return (error: unknown): boolean => {
    if (failureOf(error) !== 'again') return false;
    if (!said)
      process.emitWarning(
        `${server} does not answer, or no node leads: waiting for it, at most ${GREETING_MS / 1_000} s`,
        { type: 'WaitingForLedger' },
      );
    said = true;
    return true;
  };
};
