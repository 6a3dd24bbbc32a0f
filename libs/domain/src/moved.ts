import type { StoredEvent } from '@jwg/event-sourcing';
import { sessionOf } from './ids.js';

/** What became of an effect when its statement was moved to the session in which it was made. */
export interface Move {
  /** The ids of the statement before and now. */
  readonly from: string;
  readonly statement: string;
  /** The event of the statement now. */
  readonly cause: string;
}

/** The data of an entry, with the statement and the session where it was made instead of where it had been entered. */
export const renamed = <Data extends object>(data: Data, { from, statement }: Omit<Move, 'cause'>): Data => {
  const names = new Map([
    [from, statement],
    [sessionOf(from), sessionOf(statement)],
  ]);
  const inField = (field: string, value: unknown): unknown => {
    if (field === 'evidence' && Array.isArray(value))
      return value.map((it: object) => renamed(it, { from, statement }));
    return namesWhereItWasSaid.has(field) ? (names.get(value as string) ?? value) : value;
  };
  return Object.fromEntries(Object.entries(data).map(([field, value]) => [field, inField(field, value)])) as Data;
};

const namesWhereItWasSaid: ReadonlySet<string> = new Set(['statement', 'session', 'from', 'reference']);

/** The effect as it is since its statement was moved. */
export const moved = <E extends StoredEvent>(event: E, move: Move, occurredAt?: unknown): E => ({
  ...event,
  data: renamed(event.data as object, move),
  metadata: { ...(event.metadata as object), causationId: move.cause, ...(occurredAt !== undefined && { occurredAt }) },
});
