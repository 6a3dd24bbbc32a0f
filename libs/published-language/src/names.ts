import type { EventType } from '@jwg/domain';

/** The prefix of all our CloudEvents types. */
const PREFIX = 'org.jwgledger.jwg.';

/** The CloudEvents type of a commitment's current status. */
export const STATUS_TYPE = `${PREFIX}CommitmentStatus.v1`;

/** The CloudEvents type of an event, for example `org.jwgledger.jwg.DecisionTaken.v1`. */
export const cloudEventType = (type: EventType, version: number): string => `${PREFIX}${type}.v${version}`;

/**
 * The event type of a CloudEvents type, for example `DecisionTaken`; `undefined` for a type that is not one of our
 * events.
 */
export const eventTypeOf = (type: string): EventType | undefined =>
  type === STATUS_TYPE ? undefined : (/^org\.jwgledger\.jwg\.(\w+)\.v\d+$/.exec(type)?.[1] as EventType | undefined);

/** The path of the JSON Schema of an event's data, under the ledger's address. */
export const schemaPath = (type: EventType | 'CommitmentStatus', version: number): string =>
  `/schemas/${type}.v${version}.json`;
