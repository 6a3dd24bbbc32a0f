import { LedgerPutBack } from '@jwg/event-sourcing';
import { ErrorType, START } from '@kurrent/kurrentdb-client';
import type { Connection } from './connection.js';
import { isType } from './failures.js';
import type { LedgerIndex } from './ledger-index.js';
import type { LedgerNames } from './names.js';
import { isOurs } from './stored.js';

/** gRPC's code; the client gives no type of its own to it everywhere. */
const INVALID_ARGUMENT = 3;

/** Whether the server has, at the place where this process saw it, the event of that position. */
export const hasEvent = async (
  connection: Connection,
  prefix: string,
  index: LedgerIndex,
  position: number,
): Promise<boolean> => {
  const place = index.logPlaceAt(position);
  try {
    for await (const event of connection.readAll(place, [prefix], { maxCount: 1 }))
      return event.position?.commit === place.commit && index.hasIdAt(position, event.id);
  } catch (error) {
    // A server refuses a place at which no event of its log begins.
    if (!isType(error, ErrorType.INVALID_ARGUMENT) && (error as { code?: unknown }).code !== INVALID_ARGUMENT)
      throw error;
  }
  return false;
};

/**
 * Whether the server has the events of an index that another process made: the last one, and others at twice the
 * distance each from there, down to the first.
 */
export const hasEvents = async (connection: Connection, prefix: string, index: LedgerIndex): Promise<boolean> => {
  const positions = [];
  for (let distance = 1; distance < index.length; distance *= 2) positions.push(index.length - distance);
  for (const position of [...positions, 0]) if (!(await hasEvent(connection, prefix, index, position))) return false;
  return true;
};

export const putBack = async (connection: Connection, names: LedgerNames, position: number): Promise<LedgerPutBack> => {
  let events = 0;
  for await (const event of connection.readAll(START, [names.prefix])) if (isOurs(event, names)) events += 1;
  return new LedgerPutBack('This process knew', position, events);
};
