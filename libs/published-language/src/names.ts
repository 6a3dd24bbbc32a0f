import type { EventType } from '@jwg/domain';

/** What every type of ours begins with. */
const PREFIX = 'org.jwgledger.jwg.';

/** The CloudEvents type of the current status of one commitment. */
export const STATUS_TYPE = `${PREFIX}CommitmentStatus.v1`;

/** The CloudEvents type of an event: `org.jwgledger.jwg.DecisionTaken.v1`. */
export const cloudEventType = (type: EventType, version: number): string => `${PREFIX}${type}.v${version}`;

/** The way back: `DecisionTaken`; `undefined` for a type that is not an event of ours. */
export const eventTypeOf = (type: string): EventType | undefined =>
  type === STATUS_TYPE ? undefined : (/^org\.jwgledger\.jwg\.(\w+)\.v\d+$/.exec(type)?.[1] as EventType | undefined);

/** Where the JSON Schema of an event's data is served, under the ledger's address. */
export const schemaPath = (type: EventType | 'CommitmentStatus', version: number): string =>
  `/schemas/${type}.v${version}.json`;
